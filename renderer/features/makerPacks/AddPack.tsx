import { useEffect, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { draftPack } from '../../../shared/ocpp/configuration/makerPacks/draftPack.ts';
import { useKeyDescriber } from '../../state/makerPacks.ts';
import { useClient } from '../../state/useAppState.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import classes from './PacksScreen.module.css';

/** How a pack is added: a beginning out of this charger, and where the file goes. */
export function AddPack({ configuration }: { configuration: Configuration | undefined }): JSX.Element {
  const { t } = useTranslation();
  const folder = useFolder();
  const describe = useKeyDescriber(configuration);
  const draft = useMemo(
    () =>
      configuration === undefined || describe === undefined ? undefined : draftPack(configuration, describe),
    [configuration, describe],
  );
  return (
    <section aria-labelledby="packs-add">
      <h2 id="packs-add">{t('packs.add.title')}</h2>
      <ol className={classes.steps}>
        <li>
          {draft === undefined ? (
            t(configuration === undefined ? 'packs.add.readFirst' : 'packs.add.allKnown')
          ) : (
            <>
              {t('packs.add.draft', { count: draft.keys.length })}{' '}
              <CopyButton
                isSmall
                text={`${JSON.stringify(draft, undefined, 2)}\n`}
                what={t('packs.add.draftWhat')}
              />
            </>
          )}
        </li>
        <li>{t('packs.add.write')}</li>
        <li>
          {folder === undefined ? (
            t('packs.add.far')
          ) : (
            <>
              {t('packs.add.folder')} <span className="mono">{folder}</span>{' '}
              <CopyButton isSmall text={folder} what={t('packs.add.folderWhat')} />
            </>
          )}
        </li>
        <li>{t('packs.add.reload')}</li>
      </ol>
    </section>
  );
}

/** The path of the folder; nothing on another device, which has no use for it. */
function useFolder(): string | undefined {
  const client = useClient();
  const [folder, setFolder] = useState<string>();
  useEffect(() => {
    if (client === undefined) return undefined;
    const controller = new AbortController();
    client
      .call('makerPacks.locate', {}, { signal: controller.signal })
      .then(({ path }) => setFolder(path))
      .catch((error: unknown) => {
        if (!(error instanceof ContractError)) throw error;
        if (!controller.signal.aborted) setFolder(undefined);
      });
    return () => controller.abort();
  }, [client]);
  return folder;
}
