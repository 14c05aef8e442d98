import { NativeSelect, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useTopic } from '../../state/useAppState.ts';
import { chargeableConnectors, QUICK_COMMANDS } from './quickCommands.ts';
import classes from './QuickCommands.module.css';
import { QuickCommandRow } from './QuickCommandRow.tsx';
import { useConnectorName } from './useConnectorName.ts';

/** CiString20 in 1.6 (§7.27), longer from 2.0.1 on. */
const ID_TAG_CHARS = 20;

/** The commands that are used most; all others are on the tab beside. */
export function QuickCommands({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const nameOf = useConnectorName();
  const findings = useTopic('findings') ?? [];
  const [chosen, setChosen] = useState(0);
  const [idTag, setIdTag] = useState('KERBSIDE');
  const connectors = chargeableConnectors(station);
  const connector = connectors[chosen] ?? connectors[0] ?? { connectorId: 1 };
  return (
    <section aria-labelledby="overview-commands">
      <div className={classes.head}>
        <h2 id="overview-commands">{t('overview.commands.title')}</h2>
        <div className={classes.choices}>
          <label>
            {t('overview.commands.connector')}
            <NativeSelect
              value={String(connectors.indexOf(connector))}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
              data={connectors.map((one, index) => ({ value: String(index), label: nameOf(one) }))}
            />
          </label>
          <label>
            {t('overview.commands.idTag')}
            <TextInput
              value={idTag}
              onChange={(event) => setIdTag(event.currentTarget.value)}
              maxLength={ID_TAG_CHARS}
              w={150}
              spellCheck={false}
              autoComplete="off"
              classNames={{ input: 'mono' }}
            />
          </label>
        </div>
      </div>
      <ul className={classes.list}>
        {QUICK_COMMANDS.map((name) => (
          <QuickCommandRow
            key={name}
            name={name}
            station={station}
            connector={connector}
            idTag={idTag}
            findings={findings}
          />
        ))}
      </ul>
    </section>
  );
}
