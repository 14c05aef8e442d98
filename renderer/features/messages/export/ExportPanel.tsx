import { ActionIcon, Button, Radio, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_FORMATS, type ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { saveExportChoice, savedExportChoice, type ExportChoice } from './exportChoice.ts';
import classes from './ExportPanel.module.css';
import type { ScopeChoice } from './exportScopes.ts';
import { RedactionChoices } from './RedactionChoices.tsx';
import { useExport } from './useExport.ts';

interface ExportPanelProps {
  /** What can be exported here; the first one is offered first. */
  scopes: readonly ScopeChoice[];
  onClose: () => void;
}

/** Readable ones first: most exports go to a person. */
const OFFERED: readonly ExportFormatId[] = [
  'html',
  'kerbside',
  'markdown',
  'mermaid',
  'csv',
  'jsonl',
  'jsonl-strict',
  'frames',
  'pcapng',
  'har',
];
const FORMATS = [...OFFERED, ...EXPORT_FORMATS.filter((id) => !OFFERED.includes(id))];

/** What to export, for whom, and without which secrets. Stays open, so that the result can be read. */
export function ExportPanel({ scopes, onClose }: ExportPanelProps): JSX.Element {
  const { t } = useTranslation();
  const [choice, setChoice] = useState(savedExportChoice);
  const [wanted, setWanted] = useState(scopes[0]?.scope);
  const panel = useRef<HTMLElement>(null);
  const exporting = useExport();
  const scope = scopes.find((one) => one.scope === wanted) ?? scopes[0];
  const { format } = choice;
  const change = (next: ExportChoice): void => {
    setChoice(next);
    saveExportChoice(next);
  };
  useEffect(() => panel.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  return (
    <section
      ref={panel}
      className={classes.panel}
      aria-label={t('export.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={classes.head}>
        <h2>{t('export.title')}</h2>
        {scopes.length > 1 && (
          <SegmentedControl
            aria-label={t('export.scope.label')}
            value={scope?.scope ?? 'all'}
            data={scopes.map((one) => ({ value: one.scope, label: t(`export.scope.${one.scope}`) }))}
            onChange={(value) => setWanted(scopes.find((one) => one.scope === value)?.scope)}
          />
        )}
        <ActionIcon className={classes.close} onClick={onClose} aria-label={t('export.close')}>
          <Icon name="close" size={14} />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        <Radio.Group
          className={classes.group}
          label={t('export.format')}
          value={format}
          onChange={(value) => change({ ...choice, format: FORMATS.find((id) => id === value) ?? format })}
        >
          <div className={classes.formats}>
            {FORMATS.map((id) => (
              <Radio
                key={id}
                value={id}
                size="xs"
                label={t(`export.formats.${id}.name`)}
                description={t(`export.formats.${id}.about`)}
              />
            ))}
          </div>
        </Radio.Group>
        <div className={classes.side}>
          <RedactionChoices choice={choice} onChoice={change} />
          <div className={classes.actions}>
            <Button
              variant="filled"
              loading={exporting.isBusy}
              disabled={scope === undefined}
              onClick={() => scope && exporting.save(choice, scope.filter)}
            >
              {t('export.save')}
            </Button>
            {(format === 'markdown' || format === 'mermaid') && (
              <Button
                disabled={scope === undefined || exporting.isBusy}
                onClick={() => scope && exporting.copy(format, choice, scope.filter)}
              >
                {t('export.copy')}
              </Button>
            )}
          </div>
          <p className={classes.result} role="status" data-failure={exporting.isFailure || undefined}>
            {exporting.result}
          </p>
        </div>
      </div>
    </section>
  );
}
