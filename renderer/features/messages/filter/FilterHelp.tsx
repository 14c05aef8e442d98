import { ActionIcon, Popover } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { addPart } from '../../../../shared/trace/filter/editFilter.ts';
import { Icon } from '../../../ui/Icon.tsx';
import classes from './FilterHelp.module.css';

interface FilterHelpProps {
  filter: string;
  onFilter: (filter: string) => void;
}

/** Terms that can be tried by a click, each with what it finds. */
const EXAMPLES = [
  ['words', 'wallbox "no error"'],
  ['action', 'action:StatusNotification,MeterValues'],
  ['not', '-action:Heartbeat'],
  ['payload', 'payload.status=Faulted'],
  ['contains', 'payload.info~temperature'],
  ['list', 'payload.meterValue[*].sampledValue[*].measurand=Power*'],
  ['transaction', 'tx:1234'],
  ['connector', 'connector:1'],
  ['latency', 'latency:>2s'],
  ['unanswered', 'unanswered'],
  ['issue', 'issue:error'],
  ['type', 'type:connect,disconnect'],
  ['time', 'time:10:00..10:15'],
  ['size', 'size:>4k'],
  ['either', 'type:error or issue:any'],
  ['marked', 'marked'],
  ['port', 'port:*'],
  ['understood', 'understood'],
] as const;

/** The filter language on one page; a click adds the example. */
export function FilterHelp({ filter, onFilter }: FilterHelpProps): JSX.Element {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const add = (example: string): void => {
    onFilter(addPart(filter, example.includes(' or ') && filter.trim() !== '' ? `(${example})` : example));
    setOpen(false);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width="min(640px, calc(100vw - 20px))"
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="none"
    >
      <Popover.Target>
        <ActionIcon
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          aria-label={t('filter.help.button')}
          title={t('filter.help.button')}
        >
          <Icon name="help" size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.box ?? ''}>
        <p>{t('filter.help.intro')}</p>
        <ul className={classes.examples}>
          {EXAMPLES.map(([name, example]) => (
            <li key={name}>
              <button type="button" className={classes.example} onClick={() => add(example)}>
                <span className="mono">{example}</span>
                <span className={classes.about}>{t(`filter.help.examples.${name}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className="dim">{t('filter.help.values')}</p>
        <p className="dim">{t('filter.help.moment')}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
