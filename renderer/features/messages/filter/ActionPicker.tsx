import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../shared/contract/methods.ts';
import { useClient } from '../../../state/useAppState.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './FilterBar.module.css';
import { failureOf } from '../../../state/failureOf.ts';

type ActionCounts = Result<'trace.actions'>;

interface ActionPickerProps {
  stationId: string | undefined;
  /** In any case of their letters. */
  chosen: readonly string[];
  onToggle: (action: string) => void;
}

/** The actions that occur, asked for each time that the list is opened. */
function useActions(stationId: string | undefined, isOpen: boolean): ActionCounts | string | undefined {
  const client = useClient();
  const [actions, setActions] = useState<ActionCounts | string>();
  useEffect(() => {
    if (!isOpen || client === undefined) return undefined;
    const controller = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const params = stationId === undefined ? {} : { stationId };
        setActions(await client.call('trace.actions', params, { signal: controller.signal }));
      } catch (error) {
        if (!controller.signal.aborted) setActions(failureOf(error).message);
      }
    };
    void load();
    return () => controller.abort();
  }, [client, stationId, isOpen]);
  return actions;
}

/** Chooses actions to show, each with how often it occurs. */
export function ActionPicker({ stationId, chosen, onToggle }: ActionPickerProps): JSX.Element {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus shadow="none">
      <Popover.Target>
        <Button
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          rightSection={<span aria-hidden="true">▾</span>}
        >
          {t('messages.filter.action')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.picker ?? ''}>
        <TextInput
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          aria-label={t('messages.filter.findAction')}
          placeholder={t('messages.filter.findAction')}
        />
        <Choices {...{ stationId, isOpen, search, chosen, onToggle }} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps {
  stationId: string | undefined;
  isOpen: boolean;
  search: string;
  chosen: readonly string[];
  onToggle: (action: string) => void;
}

function Choices({ stationId, isOpen, search, chosen, onToggle }: ChoicesProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const actions = useActions(stationId, isOpen);
  if (actions === undefined || typeof actions === 'string') {
    return <p className="dim">{actions ?? t('messages.detail.loading')}</p>;
  }
  const lower = new Set(chosen.map((one) => one.toLowerCase()));
  const isChosen = (action: string): boolean => lower.has(action.toLowerCase());
  const shown = actions.filter(({ action }) => action.toLowerCase().includes(search.trim().toLowerCase()));
  if (shown.length === 0) {
    return (
      <p className="dim">
        {t(actions.length === 0 ? 'messages.filter.noActions' : 'messages.filter.noSuchAction')}
      </p>
    );
  }
  return (
    <ul className={classes.choices}>
      {shown.map(({ action, count }) => (
        <li key={action}>
          <Checkbox
            checked={isChosen(action)}
            onChange={() => onToggle(action)}
            label={
              <>
                {action}
                <span className={classes.choiceCount}>{formats.count(count)}</span>
              </>
            }
          />
        </li>
      ))}
    </ul>
  );
}
