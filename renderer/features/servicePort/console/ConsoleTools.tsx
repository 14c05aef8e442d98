import { ActionIcon, Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import type { JSX, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './Console.module.css';
import type { ConsoleShown } from './consoleStore.ts';
import { CONSOLE_FORMS, type ConsoleForm } from './lineText.ts';
import type { ConsoleView } from './useConsoleView.ts';

/** How the bytes of a line are shown. */
export function FormChoice({ view }: { view: ConsoleView }): JSX.Element {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('port.console.form.label')}
      value={view.form}
      onChange={(value) => view.setForm(CONSOLE_FORMS.find((form) => form === value) ?? 'text')}
      data={CONSOLE_FORMS.map((value: ConsoleForm) => ({ value, label: t(`port.console.form.${value}`) }))}
    />
  );
}

/** Lets the lines stand still, and says what came meanwhile. */
export function PauseButton({ shown, onPause }: { shown: ConsoleShown; onPause: () => void }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { isPaused, pausedBytes } = shown;
  return (
    <Button
      aria-pressed={isPaused}
      leftSection={<Icon name={isPaused ? 'play' : 'pause'} size={13} />}
      onClick={onPause}
    >
      {isPaused ? t('port.console.resume', { size: formats.amount(pausedBytes) }) : t('port.console.pause')}
    </Button>
  );
}

interface FindToolsProps {
  view: ConsoleView;
  shown: ConsoleShown;
  field: RefObject<HTMLInputElement | null>;
  /** The how manieth of what was found is shown, from 0. */
  foundAt: number | undefined;
  onStep: (step: 1 | -1) => void;
}

/** Which lines are shown, and what is looked for in them. */
export function FindTools({ view, shown, field, foundAt, onStep }: FindToolsProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { foundCount, isPending } = shown;
  return (
    <div className={classes.find}>
      <TextInput
        className={classes.field ?? ''}
        type="search"
        aria-label={t('port.console.filter')}
        placeholder={t('port.console.filter')}
        value={view.filter}
        onChange={(event) => view.setFilter(event.currentTarget.value)}
      />
      <TextInput
        ref={field}
        className={classes.field ?? ''}
        type="search"
        aria-label={t('port.console.find')}
        placeholder={t('port.console.find')}
        value={view.query}
        onChange={(event) => view.setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
        }}
      />
      {view.query !== '' && (
        <>
          <ActionIcon
            disabled={foundCount === 0}
            aria-label={t('port.console.previous')}
            onClick={() => onStep(-1)}
          >
            <Icon name="up" size={14} />
          </ActionIcon>
          <ActionIcon
            disabled={foundCount === 0}
            aria-label={t('port.console.next')}
            onClick={() => onStep(1)}
          >
            <Icon name="down" size={14} />
          </ActionIcon>
          <span className={classes.found} role="status" aria-busy={isPending}>
            {foundAt === undefined
              ? t(isPending ? 'port.console.foundSoFar' : 'port.console.found', {
                  count: foundCount,
                  shown: formats.count(foundCount),
                })
              : t('port.console.foundAt', { at: formats.count(foundAt + 1), of: formats.count(foundCount) })}
          </span>
        </>
      )}
    </div>
  );
}

/** Whether secrets show. */
export function MaskSwitch({ view }: { view: ConsoleView }): JSX.Element {
  const { t } = useTranslation();
  return (
    <Switch
      label={t('port.console.mask')}
      title={t('port.console.maskTitle')}
      checked={view.isMasked}
      onChange={(event) => view.setMasked(event.currentTarget.checked)}
    />
  );
}
