import { TextInput } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Listening, NetworkAddress } from '../../../shared/session/listening.ts';
import { addressForms, caUrl, EXAMPLE_ID, mainScheme, stationUrl } from '../../state/addressForms.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import classes from './AddressCard.module.css';

interface FormRowProps {
  label: string;
  copy: string;
  children: ReactNode;
}

function FormRow({ label, copy, children }: FormRowProps): JSX.Element {
  return (
    <div className={classes.form}>
      <dt>{label}</dt>
      <dd className={`mono ${classes.value}`}>{children}</dd>
      <CopyButton text={copy} what={label} />
    </div>
  );
}

interface AddressCardProps {
  address: NetworkAddress;
  listening: Pick<Listening, 'port' | 'tls'>;
}

/** The same address with TLS, and what a charger needs to trust it. */
function EncryptedRows({ host, port, id }: { host: string; port: number; id: string }): JSX.Element {
  const { t } = useTranslation();
  const encrypted = stationUrl(host, port, id, 'wss');
  const authority = caUrl(host, port);
  return (
    <>
      <FormRow label={t('door.wss')} copy={encrypted}>
        {encrypted}
      </FormRow>
      <FormRow label={t('door.ca')} copy={authority}>
        {authority}
        <small>{t('door.caNote')}</small>
      </FormRow>
    </>
  );
}

/** One address in the forms that makers ask for. The id is only an example until the technician types the real one. */
export function AddressCard({ address, listening }: AddressCardProps): JSX.Element {
  const { t } = useTranslation();
  const [id, setId] = useState(EXAMPLE_ID);
  const { port, tls } = listening;
  const scheme = mainScheme(listening);
  const typedId = encodeURIComponent(id.toWellFormed());
  const forms = addressForms(address.address, port, scheme);
  const whole = stationUrl(address.address, port, typedId, scheme);
  return (
    <div className={classes.address}>
      <div>
        <div className={classes.top}>
          <p className={classes.big}>
            {forms.base}
            <em>{whole.slice(forms.base.length)}</em>
          </p>
          <label className={classes.id}>
            {t('start.form.id')}
            <TextInput
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
              w={130}
              spellCheck={false}
              autoComplete="off"
              classNames={{ input: 'mono' }}
            />
          </label>
        </div>
        <dl className={classes.forms}>
          <FormRow label={t('start.form.whole')} copy={whole}>
            {whole}
          </FormRow>
          <FormRow label={t('start.form.base')} copy={forms.base}>
            {forms.base}
          </FormRow>
          <FormRow label={t('start.form.bare')} copy={`${forms.bare}${whole.slice(forms.base.length)}`}>
            {forms.bare}
            {whole.slice(forms.base.length)}
          </FormRow>
          <FormRow label={t('start.form.soap')} copy={forms.soap}>
            {forms.soap}
          </FormRow>
          <FormRow label={t('start.form.fields')} copy={forms.host}>
            <span>
              <small>{t('start.form.host')}</small>
              {forms.host}
            </span>
            <span>
              <small>{t('start.form.port')}</small>
              {forms.port}
            </span>
            <span>
              <small>{t('start.form.path')}</small>
              {forms.path}
            </span>
          </FormRow>
          {tls !== undefined && tls !== 'off' && (
            <EncryptedRows host={address.address} port={port} id={typedId} />
          )}
        </dl>
      </div>
      <div className={classes.qr}>
        <QrCode text={whole} label={t('start.qr.label', { address: whole })} size={148} />
        {t('start.qr.text')}
      </div>
    </div>
  );
}
