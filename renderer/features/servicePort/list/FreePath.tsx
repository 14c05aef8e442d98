import { Autocomplete, Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useTopic } from '../../../state/useAppState.ts';
import { navigate } from '../../../state/useRoute.ts';
import { typedPaths } from '../../../state/savedPorts.ts';
import classes from './PortsScreen.module.css';

/** A port that no list has: a pty, a COM port behind a driver, a converter in the network. */
export function FreePath(): JSX.Element {
  const { t } = useTranslation();
  const [path, setPath] = useState('');
  const typed = (useTopic('ports') ?? [])
    .filter(({ port }) => port.origin === 'typed')
    .map(({ port }) => port.path);
  const known = [...new Set([...typed, ...typedPaths()])];
  const canChoose = path.trim() !== '';
  return (
    <form
      className={classes.free}
      onSubmit={(event) => {
        event.preventDefault();
        if (canChoose) navigate({ screen: 'ports', path: path.trim() });
      }}
    >
      <Autocomplete
        label={t('port.list.path')}
        description={t('port.list.pathHint')}
        placeholder="tcp://192.168.1.50:4001"
        classNames={{ input: 'mono' }}
        data={known}
        value={path}
        onChange={setPath}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
      />
      <Button type="submit" disabled={!canChoose}>
        {t('port.list.usePath')}
      </Button>
    </form>
  );
}
