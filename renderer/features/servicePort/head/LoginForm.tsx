import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortLogin } from '../../../../shared/service-port/portLogin.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import classes from './PortHead.module.css';

/** Logs in at the console of a device that asks for it; what is typed here is kept nowhere. */
export function LoginForm({ path }: { path: string }): JSX.Element {
  const { t } = useTranslation();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [result, setResult] = useState<PortLogin>();
  const { isBusy, isPossible, failure, run } = useAction();
  const submit = (): void =>
    void run(async (client) => {
      const login = await client.call('port.login', { path, user, password }, { timeoutMs: 0 });
      setPassword('');
      setResult(login);
    });
  return (
    <form
      className={classes.login}
      aria-label={t('port.login.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isPossible && user !== '') submit();
      }}
    >
      <TextInput
        aria-label={t('port.login.user')}
        placeholder={t('port.login.user')}
        value={user}
        onChange={(event) => setUser(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <PasswordInput
        size="xs"
        aria-label={t('port.login.password')}
        visibilityToggleButtonProps={{ 'aria-label': t('port.login.show') }}
        placeholder={t('port.login.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="off"
      />
      <Button type="submit" loading={isBusy} disabled={!isPossible || user === ''}>
        {t('port.login.logIn')}
      </Button>
      {result !== undefined && result.how !== 'in' && <p role="alert">{result.sentence}</p>}
      <FailureText failure={failure} />
    </form>
  );
}
