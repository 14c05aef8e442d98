import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isSettled, type DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { LOG_KINDS, logActions, type LogKind } from '../../../shared/files/logKind.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { changedCount, useFetchDraft } from './fetchDraft.ts';
import { FetchOptions } from './FetchOptions.tsx';
import { rangeFault, rangeTimes } from './fetchRange.ts';
import classes from '../../ui/transfer/TransferPage.module.css';

interface FetchFormProps {
  station: Station;
  /** The latest fetch of the station: one at a time. */
  latest: DiagnosticsFetch | undefined;
}

/** One press for the usual case; what differs from it is behind "Options". */
export function FetchForm({ station, latest }: FetchFormProps): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const [draft, change] = useFetchDraft(station.id);
  const [isOpen, setOpen] = useState(changedCount(draft) > 0);
  const hindrance = useHindrance(station);
  const isRunning = latest !== undefined && !isSettled(latest);
  const kinds = kindsOf(station);
  const kind = kinds.includes(draft.kind) ? draft.kind : 'diagnostics';
  const count = changedCount(draft);
  const ask = (): void =>
    void run(async (client) => {
      const { protocol, retries, retryIntervalS, isAnonymous } = draft;
      await client.call(
        'diagnostics.fetch',
        {
          stationId: station.id,
          kind,
          ...rangeTimes(draft, Date.now()),
          ...(protocol === undefined ? {} : { protocol }),
          ...(retries === undefined ? {} : { retries }),
          ...(retryIntervalS === undefined ? {} : { retryIntervalS }),
          ...(isAnonymous ? { isAnonymous } : {}),
        },
        // It asks the station for its protocols first, where nobody knows them.
        { timeoutMs: 0 },
      );
    });
  return (
    <section className={classes.form} aria-labelledby="fetch-title">
      <h2 id="fetch-title">{t('files.fetch.title')}</h2>
      <p className="dim">{t('files.fetch.text')}</p>
      <ToolRow>
        <Button
          variant="filled"
          loading={isBusy}
          disabled={!isPossible || hindrance !== undefined || isRunning || rangeFault(draft) !== undefined}
          onClick={ask}
        >
          {t(`files.fetch.button.${kind}`)}
        </Button>
        <Button aria-expanded={isOpen} aria-controls="fetch-options" onClick={() => setOpen(!isOpen)}>
          {count === 0 ? t('files.options.title') : t('files.options.titleChanged', { count })}
        </Button>
        {hindrance !== undefined && (
          <p className={classes.hindrance} role="note">
            <Icon name="fault" size={14} />
            {t(`files.hindrance.${hindrance}`)}
          </p>
        )}
      </ToolRow>
      <div id="fetch-options" hidden={!isOpen}>
        {isOpen && (
          <FetchOptions
            version={station.version}
            kinds={kinds}
            draft={{ ...draft, kind }}
            latest={latest}
            onChange={change}
          />
        )}
      </div>
      <FailureText failure={failure} />
    </section>
  );
}

/** Why a station cannot be asked now. */
function useHindrance(station: Station): 'read-only' | 'away' | 'no-version' | undefined {
  const session = useTopic('session');
  if (session?.recording === 'read-only') return 'read-only';
  if (!station.connected) return 'away';
  return station.version === undefined ? 'no-version' : undefined;
}

function kindsOf({ version, transport = 'json' }: Station): LogKind[] {
  if (version === undefined) return ['diagnostics'];
  return LOG_KINDS.filter((kind) => logActions(version, transport, kind).length > 0);
}
