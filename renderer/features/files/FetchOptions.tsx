import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import type { LogKind } from '../../../shared/files/logKind.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { FetchDraft } from './fetchDraft.ts';
import { FETCH_RANGES, rangeFault, type FetchRange } from './fetchRange.ts';
import { RetryOptions } from '../../ui/transfer/RetryOptions.tsx';
import classes from '../../ui/transfer/TransferPage.module.css';

interface FetchOptionsProps {
  version: OcppVersion | undefined;
  kinds: readonly LogKind[];
  draft: FetchDraft;
  latest: DiagnosticsFetch | undefined;
  onChange: (change: Partial<FetchDraft>) => void;
}

/** What differs from the usual case. */
export function FetchOptions({ kinds, draft, latest, onChange }: FetchOptionsProps): JSX.Element {
  const { t } = useTranslation();
  const { kind, retries, retryIntervalS, isAnonymous, protocol } = draft;
  const isFtp = protocol === undefined || protocol === 'ftp' || protocol === 'ftps';
  return (
    <div className={classes.options}>
      <NativeSelect
        label={t('files.options.kind')}
        value={kind}
        disabled={kinds.length < 2}
        description={kinds.length < 2 ? t('files.options.onlyKind') : undefined}
        onChange={(event) => {
          const chosen = kinds.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) onChange({ kind: chosen });
        }}
        data={kinds.map((one) => ({ value: one, label: t(`files.kind.${one}`) }))}
      />
      <RangeOption draft={draft} onChange={onChange} />
      <ProtocolOption draft={draft} latest={latest} onChange={onChange} />
      <RetryOptions value={{ retries, retryIntervalS }} onChange={onChange} />
      <Checkbox
        className={classes.wide ?? ''}
        label={t('files.options.anonymous')}
        description={t('files.options.anonymousWhy')}
        checked={isAnonymous}
        disabled={!isFtp}
        onChange={(event) => onChange({ isAnonymous: event.currentTarget.checked })}
      />
    </div>
  );
}

type PartProps = Pick<FetchOptionsProps, 'draft' | 'onChange'>;

function RangeOption({ draft, onChange }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const fault = rangeFault(draft);
  return (
    <div className={classes.range} role="group" aria-label={t('files.options.range')}>
      <span className={classes.label}>{t('files.options.range')}</span>
      <SegmentedControl
        aria-label={t('files.options.range')}
        value={draft.range}
        onChange={(value) => onChange({ range: FETCH_RANGES.find((one) => one === value) ?? 'all' })}
        data={FETCH_RANGES.map((value: FetchRange) => ({ value, label: t(`files.range.${value}`) }))}
      />
      {draft.range === 'between' && (
        <div className={classes.pair}>
          <TextInput
            type="datetime-local"
            label={t('files.options.from')}
            value={draft.from}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={t('files.options.to')}
            value={draft.to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </div>
      )}
      <p className={fault === 'backwards' ? classes.fault : classes.note}>
        {fault === undefined ? t('files.options.rangeNote') : t(`files.options.rangeFault.${fault}`)}
      </p>
    </div>
  );
}

function ProtocolOption({
  draft: { protocol },
  latest,
  onChange,
}: PartProps & Pick<FetchOptionsProps, 'latest'>): JSX.Element {
  const { t } = useTranslation();
  const told = latest?.stationProtocols;
  const isNotTold = protocol !== undefined && told !== undefined && !told.includes(protocol);
  return (
    <div>
      <NativeSelect
        label={t('files.options.protocol')}
        value={protocol ?? ''}
        onChange={(event) =>
          onChange({ protocol: TRANSFER_PROTOCOLS.find((one) => one === event.currentTarget.value) })
        }
        data={[
          { value: '', label: t('files.options.automatic') },
          ...TRANSFER_PROTOCOLS.map((one) => ({ value: one, label: nameOf(one) })),
        ]}
      />
      <p className={isNotTold ? classes.fault : classes.note}>
        {isNotTold
          ? t('files.options.notTold', { list: told.map(nameOf).join(', ') })
          : protocol === undefined
            ? (latest?.protocolReason ?? t('files.options.automaticWhy'))
            : t('files.options.chosenWhy')}
      </p>
    </div>
  );
}
