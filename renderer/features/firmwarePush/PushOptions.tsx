import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { FIRMWARE_URL_FORMS } from '../../../shared/files/firmwareUrlForm.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { RetryOptions } from '../../ui/transfer/RetryOptions.tsx';
import classes from '../../ui/transfer/TransferPage.module.css';
import type { ChangeDraft, PushDraft } from './pushDraft.ts';
import { SigningOptions } from './SigningOptions.tsx';

interface PartProps {
  draft: PushDraft;
  onChange: ChangeDraft;
}

/** What differs from the usual case. */
export function PushOptions(props: PartProps & { stations: readonly Station[] }): JSX.Element {
  const { t } = useTranslation();
  const { draft, stations, onChange } = props;
  return (
    <div className={classes.options}>
      <TextInput
        label={t('firmware.options.version')}
        description={t('firmware.options.versionWhy')}
        value={draft.version}
        onChange={(event) => onChange({ version: event.currentTarget.value })}
        spellCheck={false}
        classNames={{ input: 'mono' }}
      />
      <OfferOptions draft={draft} onChange={onChange} />
      <TimeOptions draft={draft} stations={stations} onChange={onChange} />
      <SigningOptions
        signing={draft.signing}
        onChange={(signing) => onChange({ signing: { ...draft.signing, ...signing } })}
      />
      <Checkbox
        className={classes.wide ?? ''}
        label={t('firmware.options.snapshot')}
        description={t('firmware.options.snapshotWhy')}
        checked={!draft.hasNoSnapshot}
        onChange={(event) => onChange({ hasNoSnapshot: !event.currentTarget.checked })}
      />
    </div>
  );
}

/** By which way the file is handed out; the same for a push and a publication. */
export function OfferOptions({ draft, onChange }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const { protocol, urlForm, isPlain, retries, retryIntervalS } = draft;
  const isHttp = protocol === undefined || protocol.startsWith('http');
  return (
    <>
      <NativeSelect
        label={t('files.options.protocol')}
        description={t('firmware.options.protocolWhy')}
        value={protocol ?? ''}
        onChange={(event) =>
          onChange({ protocol: TRANSFER_PROTOCOLS.find((one) => one === event.currentTarget.value) })
        }
        data={[
          { value: '', label: t('files.options.automatic') },
          ...TRANSFER_PROTOCOLS.map((one) => ({ value: one, label: nameOf(one) })),
        ]}
      />
      <NativeSelect
        label={t('firmware.options.urlForm')}
        description={t('firmware.options.urlFormWhy')}
        value={urlForm ?? ''}
        onChange={(event) =>
          onChange({ urlForm: FIRMWARE_URL_FORMS.find((one) => one === event.currentTarget.value) })
        }
        data={[
          { value: '', label: t('files.options.automatic') },
          ...FIRMWARE_URL_FORMS.map((one) => ({ value: one, label: t(`firmware.urlForm.${one}`) })),
        ]}
      />
      <RetryOptions value={{ retries, retryIntervalS }} onChange={onChange} />
      <Checkbox
        label={t('firmware.options.plain')}
        description={t('firmware.options.plainWhy')}
        checked={isPlain}
        disabled={!isHttp}
        onChange={(event) => onChange({ isPlain: event.currentTarget.checked })}
      />
    </>
  );
}

function TimeOptions({
  draft,
  stations,
  onChange,
}: PartProps & { stations: readonly Station[] }): JSX.Element {
  const { t } = useTranslation();
  // UpdateFirmware of 1.x has one time only (OCPP 1.6 §6.53); a signed request has both.
  const canInstallLater =
    draft.signing.by !== 'none' || stations.some(({ version }) => version !== undefined && !isOcpp1(version));
  return (
    <div className={classes.pair}>
      <TextInput
        type="datetime-local"
        label={t('firmware.options.retrieveAt')}
        description={t('firmware.options.atOnce')}
        value={draft.retrieveAt}
        onChange={(event) => onChange({ retrieveAt: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t('firmware.options.installAt')}
        description={t(canInstallLater ? 'firmware.options.atOnce' : 'firmware.options.noInstallAt')}
        value={draft.installAt}
        disabled={!canInstallLater}
        onChange={(event) => onChange({ installAt: event.currentTarget.value })}
      />
    </div>
  );
}
