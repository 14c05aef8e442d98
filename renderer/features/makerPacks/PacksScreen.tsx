import { Button } from '@mantine/core';
import { useEffect, useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { packsFor } from '../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import {
  packProblemText,
  type PackEntry,
  type PackState,
} from '../../../shared/ocpp/configuration/makerPacks/packState.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useLatestConfiguration } from '../../state/latestConfiguration.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { AddPack } from './AddPack.tsx';
import classes from './PacksScreen.module.css';

/** Where the meanings of makers' keys come from, what is wrong with files, and how a pack is added. */
export function PacksScreen({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const state = useTopic('makerPacks');
  const { configuration } = useLatestConfiguration(station.id);
  const { run, isBusy, isPossible, failure } = useAction();
  // Files may have been written since they were read.
  useEffect(() => void run((client) => client.call('makerPacks.list', {})), [run]);
  const fitting = useMemo(() => {
    const keys = configuration?.items.map(({ address }) => address);
    return new Set(packsFor(state?.packs ?? [], { ...station, keys }).map(({ id }) => id));
  }, [state, station, configuration]);
  return (
    <div className={classes.screen}>
      <section aria-labelledby="packs-title">
        <header className={classes.head}>
          <h2 id="packs-title">{t('packs.title')}</h2>
          <Button
            loading={isBusy}
            disabled={!isPossible}
            onClick={() => void run((client) => client.call('makerPacks.reload', {}))}
          >
            {t('packs.reload')}
          </Button>
        </header>
        <p className={classes.lead}>{t('packs.lead')}</p>
        <FailureText failure={failure} />
        {state !== undefined && <Problems state={state} />}
      </section>
      {state !== undefined && <Packs state={state} fitting={fitting} isOwn />}
      <AddPack configuration={configuration} />
      {state !== undefined && <Packs state={state} fitting={fitting} isOwn={false} />}
    </div>
  );
}

function Problems({ state: { problems } }: { state: PackState }): JSX.Element | undefined {
  const { t } = useTranslation();
  if (problems.length === 0) return undefined;
  return (
    <div className={classes.problems} role="status">
      <h3>{t('packs.problems', { count: problems.length })}</h3>
      <ul>
        {problems.map((problem) => (
          <li key={packProblemText(problem)}>
            <SeverityMark severity="error" /> <span>{packProblemText(problem)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PacksProps {
  state: PackState;
  /** Ids of those for the charger at hand. */
  fitting: ReadonlySet<string>;
  isOwn: boolean;
}

function Packs({ state, fitting, isOwn }: PacksProps): JSX.Element {
  const { t } = useTranslation();
  const packs = state.packs.filter(({ file }) => (file !== undefined) === isOwn);
  const id = isOwn ? 'packs-own' : 'packs-brought';
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t(isOwn ? 'packs.own' : 'packs.brought', { count: packs.length })}</h2>
      {packs.length === 0 ? (
        <p className="dim">{t('packs.noneOwn')}</p>
      ) : (
        <ul className={classes.packs}>
          {packs.map((pack) => (
            <Pack key={pack.id} pack={pack} isFitting={fitting.has(pack.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Pack({ pack, isFitting }: { pack: PackEntry; isFitting: boolean }): JSX.Element {
  const { t } = useTranslation();
  const { name, vendors, keys, file, replaces, source } = pack;
  return (
    <li data-fits={isFitting || undefined}>
      <p>
        <b>{name}</b> {isFitting && <span className={classes.fits}>{t('packs.fits')}</span>}
        <small>
          {vendors.length === 0 ? t('packs.byKeys') : t('packs.vendor', { vendors: vendors.join(', ') })}
        </small>
      </p>
      <p>
        {t('packs.keys', { count: keys })}
        {file !== undefined && (
          <>
            {' · '}
            <span className="mono">{file}</span>
          </>
        )}
        {replaces !== undefined && <> · {t('packs.replaces', { name: replaces })}</>}
        <small>{source}</small>
      </p>
    </li>
  );
}
