import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { WantedChange } from '../../../../shared/configuration/change.ts';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Changes.module.css';

interface SecretFormProps {
  addresses: readonly string[];
  onDone: (values: readonly WantedChange[]) => void;
  onCancel: () => void;
}

/** Asks for secrets at the time they are needed. They are kept nowhere: not here, once they are sent, nor in a file. */
export function SecretForm({ addresses, onDone, onCancel }: SecretFormProps): JSX.Element {
  const { t } = useTranslation();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const isWhole = addresses.every((address) => (values[address] ?? '') !== '');
  return (
    <form
      className={classes.secrets}
      aria-label={t('configuration.secrets.title')}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(addresses.map((address) => ({ address, value: values[address] ?? '' })));
        setValues({});
      }}
    >
      <p className="dim">{t('configuration.secrets.lead')}</p>
      {addresses.map((address) => (
        <TextInput
          key={address}
          type="password"
          label={address}
          autoComplete="new-password"
          value={values[address] ?? ''}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            setValues((before) => ({ ...before, [address]: value }));
          }}
        />
      ))}
      <ToolRow>
        <Button type="submit" variant="filled" disabled={!isWhole}>
          {t('configuration.secrets.use')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </ToolRow>
    </form>
  );
}
