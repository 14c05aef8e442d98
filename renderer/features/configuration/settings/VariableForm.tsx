import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ATTRIBUTE_TYPES,
  formatVariableAddress,
  type AttributeType,
} from '../../../../shared/configuration/variableAddress.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { configurationReadingsOf } from '../../../state/configurationReadings.ts';
import { addHandAddress } from '../../../state/handAddresses.ts';
import { useClient } from '../../../state/useAppState.ts';
import { EMPTY, TEXTS, typedAddress } from './typedAddress.ts';
import classes from './VariableForm.module.css';

interface VariableFormProps {
  station: Station;
  onAdded: (address: string) => void;
}

/** A variable that the report does not name, typed by hand: it is asked for and stays in the tree. */
export function VariableForm({ station, onAdded }: VariableFormProps): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(EMPTY);
  const [attribute, setAttribute] = useState<AttributeType>('Actual');
  const address = typedAddress(typed, attribute);
  const add = (): void => {
    if (address === undefined) return;
    const text = formatVariableAddress(address);
    addHandAddress(station.id, text);
    if (client !== undefined && station.connected) {
      void configurationReadingsOf(station.id).start(client, { addresses: [text] });
    }
    setOpen(false);
    onAdded(text);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <Button size="compact-xs" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t('configuration.byHand.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.form}
          aria-label={t('configuration.byHand.open')}
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <p className="dim">{t('configuration.byHand.lead')}</p>
          {TEXTS.map((name) => (
            <TextInput
              key={name}
              label={t(`configuration.byHand.${name}`)}
              value={typed[name]}
              onChange={({ currentTarget }) => {
                const { value } = currentTarget;
                setTyped((before) => ({ ...before, [name]: value }));
              }}
              inputMode={name === 'evseId' || name === 'connectorId' ? 'numeric' : 'text'}
              spellCheck={false}
              autoComplete="off"
            />
          ))}
          <NativeSelect
            label={t('configuration.byHand.attribute')}
            data={[...ATTRIBUTE_TYPES]}
            value={attribute}
            onChange={({ currentTarget }) =>
              setAttribute(ATTRIBUTE_TYPES.find((name) => name === currentTarget.value) ?? 'Actual')
            }
          />
          <Button type="submit" variant="filled" disabled={address === undefined}>
            {t(station.connected ? 'configuration.byHand.read' : 'configuration.byHand.add')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
