import { Button, NativeSelect, PasswordInput, SegmentedControl, Textarea } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import {
  SCHEMES_BY_KEY,
  SIGNATURE_SCHEMES,
  SIGNATURE_SCHEME_WORDS,
} from '../../../shared/files/firmwareSigner.ts';
import { useAction } from '../../state/useAction.ts';
import { useHost } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import page from '../../ui/transfer/TransferPage.module.css';
import classes from '../../ui/transfer/Push.module.css';
import { SIGNING_WAYS, type SigningDraft } from './signingDraft.ts';

const PEM_FILES = '.pem,.key,.crt,.cer,.txt';

interface SigningOptionsProps {
  signing: SigningDraft;
  onChange: (change: Partial<SigningDraft>) => void;
}

/** With what the file is signed; what each way is good for stands below it. */
export function SigningOptions({ signing, onChange }: SigningOptionsProps): JSX.Element {
  const { t } = useTranslation();
  const { by } = signing;
  return (
    <div className={classes.signing} role="group" aria-label={t('firmware.signing.label')}>
      <span className={page.label}>{t('firmware.signing.label')}</span>
      <SegmentedControl
        aria-label={t('firmware.signing.label')}
        value={by}
        onChange={(value) => onChange({ by: SIGNING_WAYS.find((one) => one === value) ?? 'none' })}
        data={SIGNING_WAYS.map((value) => ({ value, label: t(`firmware.signing.by.${value}`) }))}
      />
      <p className={page.note}>{t(`firmware.signing.why.${by}`)}</p>
      {by === 'key' && <OwnKey signing={signing} onChange={onChange} />}
      {by === 'test' && (
        <NativeSelect
          label={t('firmware.signing.testKind')}
          value={signing.testKind}
          onChange={(event) =>
            onChange({ testKind: event.currentTarget.value === 'ec' ? 'ec' : 'rsa', scheme: undefined })
          }
          data={(['rsa', 'ec'] as const).map((value) => ({
            value,
            label: t(`firmware.signing.kind.${value}`),
          }))}
        />
      )}
      {(by === 'key' || by === 'test') && <Scheme signing={signing} onChange={onChange} />}
      {by === 'maker' && <FromMaker signing={signing} onChange={onChange} />}
    </div>
  );
}

function Scheme({ signing, onChange }: SigningOptionsProps): JSX.Element {
  const { t } = useTranslation();
  const { by, testKind, scheme } = signing;
  const schemes = by === 'test' ? SCHEMES_BY_KEY[testKind] : SIGNATURE_SCHEMES;
  return (
    <NativeSelect
      label={t('firmware.signing.scheme')}
      value={scheme ?? ''}
      onChange={(event) => onChange({ scheme: schemes.find((one) => one === event.currentTarget.value) })}
      data={[
        { value: '', label: t('files.options.automatic') },
        ...schemes.map((value) => ({ value, label: SIGNATURE_SCHEME_WORDS[value] })),
      ]}
    />
  );
}

/** The key is kept nowhere: it goes to the core for this push, and is forgotten with the form. */
function OwnKey({ signing, onChange }: SigningOptionsProps): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { failure, run } = useAction();
  const { key, certificate, passphrase } = signing;
  const choose = (what: 'key' | 'certificate'): void =>
    void run(async () => {
      const file = await host.openTextFile(PEM_FILES);
      if (file !== undefined) onChange({ [what]: file });
    });
  return (
    <>
      <ToolRow>
        <Button onClick={() => choose('key')}>{t('firmware.signing.chooseKey')}</Button>
        <span className={classes.name}>{key?.name ?? t('firmware.signing.noKey')}</span>
      </ToolRow>
      <PasswordInput
        size="xs"
        label={t('firmware.signing.passphrase')}
        value={passphrase}
        onChange={(event) => onChange({ passphrase: event.currentTarget.value })}
        autoComplete="off"
      />
      <ToolRow>
        <Button onClick={() => choose('certificate')}>{t('firmware.signing.chooseCertificate')}</Button>
        <span className={classes.name}>{certificate?.name ?? t('firmware.signing.noCertificate')}</span>
      </ToolRow>
      <FailureText failure={failure} />
    </>
  );
}

function FromMaker({ signing, onChange }: SigningOptionsProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <Textarea
        label={t('firmware.signing.signature')}
        value={signing.signature}
        onChange={(event) => onChange({ signature: event.currentTarget.value })}
        rows={3}
        spellCheck={false}
        classNames={{ input: 'mono' }}
      />
      <Textarea
        label={t('firmware.signing.certificate')}
        value={signing.signingCertificate}
        onChange={(event) => onChange({ signingCertificate: event.currentTarget.value })}
        rows={4}
        spellCheck={false}
        classNames={{ input: 'mono' }}
      />
    </>
  );
}
