import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Params } from '../../../shared/contract/methods.ts';
import { isUpdateSettled, type FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { NextFirmwareTry } from '../../../shared/files/nextFirmwareTry.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { Station } from '../../../shared/station/station.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import { nextTries } from './nextTries.ts';

interface UpdateActionsProps {
  update: FirmwareUpdate;
  station: Station;
}

/** Cancel while it goes; what is worth trying next, a button each, which says what is different. */
export function UpdateActions({ update, station }: UpdateActionsProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const all = useTopic('firmware') ?? [];
  const { id, stationId, state } = update;
  const isGoing = !isUpdateSettled(update);
  const isOther = all.some((one) => one.stationId === stationId && one.id !== id && !isUpdateSettled(one));
  const tries = isGoing && update.completeAt !== undefined ? [] : nextTries(update);
  const canRepeat =
    update.kind === 'update' && (state === 'failed' || state === 'cancelled' || state === 'unverified');
  if (!isGoing && tries.length === 0 && !canRepeat) return undefined;
  const canRetry = isPossible && !isBusy && station.connected && !isOther;
  const retry = (change: RetryChange): void =>
    void run((client) =>
      client.call('firmware.retry', { id, ...change, isConfirmed: true }, { timeoutMs: 0 }),
    );
  return (
    <div>
      <ToolRow label={t('firmware.actions.label')}>
        {tries.map((next, index) => (
          <Button
            key={next.by}
            variant={index === 0 && !isGoing ? 'filled' : 'default'}
            disabled={!canRetry}
            onClick={() => retry(changeOf(next))}
          >
            <TryWords next={next} />
          </Button>
        ))}
        {canRepeat && (
          <Button disabled={!canRetry} onClick={() => retry({ protocol: update.protocol })}>
            {t('firmware.actions.again')}
          </Button>
        )}
        {state === 'failed' && (
          <Button
            component="a"
            href={formatRoute({ screen: 'station', stationId, tab: 'files', view: 'diagnostics' })}
          >
            {t('firmware.actions.diagnostics')}
          </Button>
        )}
        {isGoing && (
          <Button
            disabled={!isPossible || isBusy}
            onClick={() => void run((client) => client.call('firmware.cancel', { id }))}
          >
            {t(state === 'queued' ? 'firmware.actions.unqueue' : 'firmware.actions.cancel')}
          </Button>
        )}
        {!isGoing && !station.connected && <span className="dim">{t('firmware.hindrance.away')}</span>}
      </ToolRow>
      <FailureText failure={failure} />
    </div>
  );
}

function TryWords({ next }: { next: NextFirmwareTry }): JSX.Element {
  const { t } = useTranslation();
  switch (next.by) {
    case 'plain':
      return <>{t('firmware.actions.plain')}</>;
    case 'url-form':
      return <>{t('firmware.actions.urlForm', { form: t(`firmware.urlForm.${next.urlForm}`) })}</>;
    case 'protocol':
      return <>{t('files.panel.retryBy', { protocol: nameOf(next.protocol) })}</>;
    default:
      return next satisfies never;
  }
}

type RetryChange = Omit<Params<'firmware.retry'>, 'id' | 'isConfirmed'>;

function changeOf(next: NextFirmwareTry): RetryChange {
  switch (next.by) {
    case 'plain':
      return { isPlain: true };
    case 'url-form':
      return { urlForm: next.urlForm };
    case 'protocol':
      return { protocol: next.protocol };
    default:
      return next satisfies never;
  }
}
