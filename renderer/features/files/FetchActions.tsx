import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isSettled, type DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';

/** Cancel while it goes; another try, by a protocol that the button names, as long as no file has come. */
export function FetchActions({
  fetch,
  station,
}: {
  fetch: DiagnosticsFetch;
  station: Station;
}): JSX.Element | undefined {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const all = useTopic('diagnostics') ?? [];
  const { id, state, nextProtocol, protocol } = fetch;
  const isGoing = !isSettled(fetch);
  const isOther = all.some((one) => one.stationId === fetch.stationId && one.id !== id && !isSettled(one));
  if (state === 'received') return undefined;
  const canAsk = isPossible && !isBusy && station.connected && !isOther;
  const retry = (by: TransferProtocol): void =>
    void run((client) => client.call('diagnostics.retry', { id, protocol: by }, { timeoutMs: 0 }));
  return (
    <div>
      <ToolRow label={t('files.panel.actions')}>
        {nextProtocol !== undefined && state !== 'asking' && (
          <Button
            variant={isGoing ? 'default' : 'filled'}
            disabled={!canAsk}
            onClick={() => retry(nextProtocol)}
          >
            {t('files.panel.retryBy', { protocol: nameOf(nextProtocol) })}
          </Button>
        )}
        {!isGoing && (
          <Button disabled={!canAsk} onClick={() => retry(protocol)}>
            {t('files.panel.again', { protocol: nameOf(protocol) })}
          </Button>
        )}
        {isGoing && (
          <Button
            disabled={!isPossible || isBusy}
            onClick={() => void run((client) => client.call('diagnostics.cancel', { id }))}
          >
            {t('files.panel.cancel')}
          </Button>
        )}
        {!isGoing && !station.connected && <span className="dim">{t('files.hindrance.away')}</span>}
      </ToolRow>
      <FailureText failure={failure} />
    </div>
  );
}
