import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import { isJsonObject } from '../../../shared/json.ts';
import { BOOT_STATUSES } from '../../../shared/station/answerPolicy.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './AnswersPage.module.css';
import { CommitInput } from './CommitInput.tsx';
import { numberOrText } from './numberOrText.ts';
import { Section } from './Section.tsx';
import { Setting } from './Setting.tsx';
import { SettingSelect } from './SettingSelect.tsx';
import type { PolicyOnScreen } from './usePolicy.ts';

function resultOf({ outcome, payload, code }: Outcome): string {
  const status = isJsonObject(payload) ? payload['status'] : undefined;
  return [outcome, typeof status === 'string' ? status : code].filter(Boolean).join(', ');
}

/** What a station was told that is not let in yet, and the way to shorten its wait. */
function Waiting({ policy }: { policy: PolicyOnScreen }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const [outcome, setOutcome] = useState<Outcome>();
  const { stationId, lastBoot, version } = policy;
  if (stationId === undefined || (lastBoot !== 'Pending' && lastBoot !== 'Rejected')) return undefined;
  const ask = (): void =>
    void run(async (client) => {
      const payload = '{"requestedMessage":"BootNotification"}';
      const params = { stationId, action: 'TriggerMessage', payload };
      setOutcome(await client.call('command.call', params, { timeoutMs: 0 }));
    });
  return (
    <div className={classes.waiting} role="note">
      <Icon name="clock" size={14} />
      <p>
        {t(`answers.boot.waiting.${lastBoot}`)}{' '}
        {outcome !== undefined && t('answers.boot.asked', { result: resultOf(outcome) })}
      </p>
      {lastBoot === 'Pending' && version !== '1.5' && (
        <Button loading={isBusy} disabled={!isPossible} onClick={ask}>
          {t('answers.boot.ask')}
        </Button>
      )}
      <FailureText failure={failure} />
    </div>
  );
}

function StatusInfo({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { own, inherited, change } = policy;
  const { statusInfo } = own.boot ?? {};
  return (
    <>
      <Setting label={t('answers.boot.reasonCode')}>
        <CommitInput
          value={statusInfo?.reasonCode ?? ''}
          placeholder={inherited.boot?.statusInfo?.reasonCode ?? t('answers.none')}
          maxLength={20}
          onCommit={(text) => change({ boot: { statusInfo: text === '' ? null : { reasonCode: text } } })}
        />
      </Setting>
      {statusInfo !== undefined && (
        <Setting label={t('answers.boot.additionalInfo')}>
          <CommitInput
            value={statusInfo.additionalInfo ?? ''}
            placeholder={t('answers.none')}
            maxLength={512}
            onCommit={(text) =>
              change({ boot: { statusInfo: { additionalInfo: text === '' ? null : text } } })
            }
          />
        </Setting>
      )}
    </>
  );
}

export function BootSection({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { own, inherited, version, change } = policy;
  const status = own.boot?.status ?? inherited.boot?.status ?? 'Accepted';
  const isInstead = version === '1.5' && status === 'Pending';
  return (
    <Section title={t('answers.boot.title')}>
      <Waiting policy={policy} />
      <SettingSelect
        subject={policy}
        label={t('answers.boot.status')}
        own={own.boot?.status}
        inherited={inherited.boot?.status ?? 'Accepted'}
        options={BOOT_STATUSES.map((value) => ({ value, label: value }))}
        note={isInstead ? t('answers.boot.notPending15') : undefined}
        onChange={(value) => change({ boot: { status: value } })}
      />
      <Setting label={t('answers.boot.heartbeat')}>
        <CommitInput
          isNumber
          unit={t('answers.boot.seconds')}
          value={String(own.boot?.heartbeatIntervalS ?? '')}
          placeholder={String(inherited.boot?.heartbeatIntervalS ?? 300)}
          onCommit={(text) => change({ boot: { heartbeatIntervalS: numberOrText(text) } })}
        />
      </Setting>
      <Setting label={t('answers.boot.retry')}>
        <CommitInput
          isNumber
          unit={t('answers.boot.seconds')}
          value={String(own.boot?.retryIntervalS ?? '')}
          placeholder={String(inherited.boot?.retryIntervalS ?? 60)}
          onCommit={(text) => change({ boot: { retryIntervalS: numberOrText(text) } })}
        />
      </Setting>
      {(version === undefined || !isOcpp1(version)) && <StatusInfo policy={policy} />}
    </Section>
  );
}
