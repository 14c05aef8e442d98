import { Autocomplete, Button } from '@mantine/core';
import { useCallback, useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../state/useAction.ts';
import { Icon } from '../../../ui/Icon.tsx';
import classes from './Stick.module.css';

interface StickFolderProps {
  value: string;
  /** It has to be an empty one. */
  isEmpty: boolean;
  onChange: (folder: string) => void;
  /** There is one stick, so that is the one. */
  onOnly: (folder: string) => void;
}

/** The root of the stick: typed, or one of those that are plugged in. */
export function StickFolder({ value, isEmpty, onChange, onOnly }: StickFolderProps): JSX.Element {
  const { t } = useTranslation();
  const [found, setFound] = useState<string[]>();
  const { run, isBusy, isPossible } = useAction();
  const look = useCallback(
    () => run(async (client) => setFound((await client.call('stick.found', {})).folders)),
    [run],
  );
  useEffect(() => void look(), [look]);
  const hasFound = found !== undefined && found.length > 0;
  const only = found?.length === 1 ? found[0] : undefined;
  useEffect(() => {
    if (only !== undefined) onOnly(only);
  }, [only, onOnly]);
  return (
    <div className={classes.folder}>
      <Autocomplete
        label={t('stick.folder.label')}
        description={`${isEmpty ? `${t('stick.folder.empty')} ` : ''}${t(hasFound ? 'stick.folder.found' : 'stick.folder.hint')}`}
        placeholder={t('stick.folder.example')}
        classNames={{ input: 'mono' }}
        data={found ?? []}
        value={value}
        onChange={onChange}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
      />
      <Button
        leftSection={<Icon name="plug" size={13} />}
        loading={isBusy}
        disabled={!isPossible}
        onClick={() => void look()}
      >
        {t('stick.folder.look')}
      </Button>
    </div>
  );
}
