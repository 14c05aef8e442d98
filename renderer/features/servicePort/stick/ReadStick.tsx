import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickContents, TakenFiles } from '../../../../shared/service-port/stick/stickContents.ts';
import { useAction } from '../../../state/useAction.ts';
import { CheckList } from '../../../ui/transfer/CheckList.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { FoundFiles } from './FoundFiles.tsx';
import { FoundSettings } from './FoundSettings.tsx';
import { RemovePassword } from './RemovePassword.tsx';
import classes from './Stick.module.css';

/** A stick that comes back: what a controller wrote, copied to this computer and opened from there. */
export function ReadStick({ folder }: { folder: string }): JSX.Element {
  const { t } = useTranslation();
  const [contents, setContents] = useState<StickContents>();
  const [taken, setTaken] = useState<TakenFiles>();
  const { isBusy, isPossible, failure, run } = useAction();
  const read = (): void =>
    void run(async (client) => setContents(await client.call('stick.read', { folder }, { timeoutMs: 0 })));
  const take = (): void =>
    void run(async (client) => setTaken(await client.call('stick.take', { folder }, { timeoutMs: 0 })));
  const hasFiles = contents !== undefined && contents.files.length + contents.settings.length > 0;
  return (
    <div className={classes.part}>
      <p className="dim">{t('stick.read.text')}</p>
      <ToolRow>
        <Button
          variant={hasFiles ? 'default' : 'filled'}
          loading={isBusy && !hasFiles}
          disabled={!isPossible || isBusy || folder === ''}
          onClick={read}
        >
          {t('stick.read.now')}
        </Button>
        {hasFiles && (
          <Button variant="filled" loading={isBusy} disabled={!isPossible} onClick={take}>
            {t('stick.read.take')}
          </Button>
        )}
        {contents?.hasPassword === true && <RemovePassword folder={folder} onRemoved={read} />}
      </ToolRow>
      <FailureText failure={failure} />
      {taken !== undefined && (
        <div role="status" className={classes.taken}>
          <p>{t('stick.read.taken', { count: taken.files.length, folder: taken.folder })}</p>
          {taken.problems.map(({ name, sentence }) => (
            <p key={name} className={classes.problem}>
              <span className="mono">{name}</span> {sentence}
            </p>
          ))}
        </div>
      )}
      {contents !== undefined && (
        <>
          <CheckList checks={contents.notes} />
          <FoundFiles files={contents.files} taken={taken} />
          <FoundSettings settings={contents.settings} />
        </>
      )}
    </div>
  );
}
