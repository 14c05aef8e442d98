import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Callback } from '../../../shared/station/callback.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { useCallbackState } from '../../state/useCallbackState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './CallbackPanel.module.css';

type Work = (client: ContractClient) => Promise<Callback>;

/** Where the commands of a SOAP station go and why; the technician agrees to a foreign address, or sets one. */
export function CallbackPanel({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { callback, failure: lookFailure, setCallback } = useCallbackState(station);
  const { isBusy, isPossible, failure, run } = useAction();
  const [isChanging, setIsChanging] = useState(false);
  const change = (work: Work): void => {
    void run(async (client) => {
      setCallback(await work(client));
      setIsChanging(false);
    });
  };
  if (callback === undefined) return <FailureText failure={lookFailure} />;
  const { id: stationId } = station;
  const { url, source, isProven, isInProfile, needsConsent, reported } = callback;
  return (
    <section aria-labelledby="overview-callback">
      <h2 id="overview-callback">{t('callback.title')}</h2>
      <p className={`mono ${classes.url}`}>{url}</p>
      <p className={classes.why} data-tone={needsConsent ? 'warn' : undefined}>
        {t(`callback.why.${isInProfile ? 'profile' : source}`, { reported })}{' '}
        {isProven && t('callback.proven')}
      </p>
      {isChanging ? (
        <AddressForm
          start={url}
          isBusy={isBusy}
          onSave={(wanted) => change((client) => client.call('callback.set', { stationId, url: wanted }))}
          onCancel={() => setIsChanging(false)}
        />
      ) : (
        <div className={classes.actions}>
          {needsConsent && reported !== undefined && (
            <Button
              loading={isBusy}
              disabled={!isPossible}
              onClick={() => change((client) => client.call('callback.agree', { stationId, url: reported }))}
            >
              {t('callback.agree')}
            </Button>
          )}
          {!isInProfile && (
            <Button disabled={!isPossible} onClick={() => setIsChanging(true)}>
              {t('callback.change')}
            </Button>
          )}
          {source === 'set' && !isInProfile && (
            <Button
              loading={isBusy}
              disabled={!isPossible}
              onClick={() => change((client) => client.call('callback.set', { stationId, url: null }))}
            >
              {t('callback.reset')}
            </Button>
          )}
        </div>
      )}
      <FailureText failure={failure} />
    </section>
  );
}

interface AddressFormProps {
  start: string;
  isBusy: boolean;
  onSave: (url: string) => void;
  onCancel: () => void;
}

function AddressForm({ start, isBusy, onSave, onCancel }: AddressFormProps): JSX.Element {
  const { t } = useTranslation();
  const [url, setUrl] = useState(start);
  const [isTried, setIsTried] = useState(false);
  const isValid = /^https?:\/\/[^/\s]/i.test(url.trim()) && URL.canParse(url.trim());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (isValid) onSave(url.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('callback.address')}
        placeholder={t('callback.placeholder')}
        value={url}
        onChange={(event) => {
          setUrl(event.currentTarget.value);
          setIsTried(false);
        }}
        error={isTried && !isValid ? t('callback.invalid') : undefined}
        spellCheck={false}
        autoComplete="off"
        inputMode="url"
        classNames={{ input: 'mono' }}
        data-autofocus
      />
      <div className={classes.actions}>
        <Button type="submit" loading={isBusy}>
          {t('callback.save')}
        </Button>
        <Button onClick={onCancel}>{t('callback.cancel')}</Button>
      </div>
    </form>
  );
}
