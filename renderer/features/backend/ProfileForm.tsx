import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backend } from '../../../shared/configuration/backend/backend.ts';
import {
  APN_AUTHENTICATIONS,
  OCPP_INTERFACES,
  type ProfileEnd,
} from '../../../shared/configuration/backend/networkProfile.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { useOwnUrls } from '../../state/useOwnUrls.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import classes from './BackendScreen.module.css';
import { FIRST_PROFILE, readProfile, type ProfileDraft } from './profileDraft.ts';

interface ProfileFormProps {
  station: Station;
  backend: Backend | undefined;
  onEnd: (slot: number, end: ProfileEnd) => void;
}

/** What goes into a slot. */
export function ProfileForm({ station, backend, onEnd }: ProfileFormProps): JSX.Element {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(FIRST_PROFILE);
  const [isTried, setIsTried] = useState(false);
  const { isBusy, isPossible, failure, run } = useAction();
  const present = backend?.items.find(
    ({ role, value }) => role === 'security-profile' && value !== undefined,
  )?.value;
  const meant = {
    ...draft,
    securityProfile: draft.securityProfile === '' ? (present ?? '1') : draft.securityProfile,
  };
  const read = readProfile(meant);
  const wrong = isTried && 'wrong' in read ? read.wrong : [];
  const inUse = backend?.slots.find(({ slot, isActive }) => isActive && String(slot) === draft.slot.trim());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsTried('wrong' in read);
    if (!('profile' in read)) return;
    const { profile } = read;
    void run(async (client) => {
      onEnd(
        profile.slot,
        await client.call('backend.setProfile', { stationId: station.id, profile }, { timeoutMs: 0 }),
      );
    });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <MainFields
        {...{ station, draft: meant, wrong }}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <details className={classes.wide}>
        <summary>{t('backend.profile.mobile')}</summary>
        <ApnFields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
      </details>
      {inUse !== undefined && (
        <p className={classes.warning}>
          <Icon name="fault" size={14} />
          <span>{t('backend.profile.inUse', { slot: inUse.slot })}</span>
        </p>
      )}
      <ToolRow>
        <Button type="submit" variant="filled" loading={isBusy} disabled={!station.connected || !isPossible}>
          {t('backend.profile.send')}
        </Button>
      </ToolRow>
      <FailureText failure={failure} />
    </form>
  );
}

interface FieldsProps {
  draft: ProfileDraft;
  onChange: (change: Partial<ProfileDraft>) => void;
}

interface MainFieldsProps extends FieldsProps {
  station: Station;
  wrong: readonly (keyof ProfileDraft)[];
}

function MainFields({ station, draft, wrong, onChange }: MainFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const [ownUrl] = useOwnUrls();
  const is21 = station.version === '2.1';
  const text = (name: keyof ProfileDraft, hint?: string): object => ({
    label: t(`backend.profile.${name}`),
    value: draft[name],
    autoComplete: 'off',
    spellCheck: false,
    error: wrong.includes(name) ? t(`backend.profile.wrong.${name}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
    ...(hint === undefined ? {} : { description: hint }),
  });
  return (
    <>
      <TextInput {...text('slot')} inputMode="numeric" />
      <div className={classes.url}>
        <TextInput {...text('url', t('backend.profile.urlHint'))} classNames={{ input: 'mono' }} />
        {ownUrl !== undefined && (
          <Button variant="subtle" onClick={() => onChange({ url: ownUrl })}>
            {t('backend.items.thisKerbside')}
          </Button>
        )}
      </div>
      <NativeSelect
        label={t('backend.profile.ocppInterface')}
        value={draft.ocppInterface}
        data={OCPP_INTERFACES.filter((one) => is21 || one !== 'Any').map((value) => ({
          value,
          label: t(`backend.interface.${value}`),
        }))}
        onChange={(event) => onChange({ ocppInterface: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('backend.profile.securityProfile')}
        value={draft.securityProfile}
        data={['0', '1', '2', '3'].map((value) => ({ value, label: t(`backend.security.${value}`) }))}
        onChange={(event) => onChange({ securityProfile: event.currentTarget.value })}
      />
      <TextInput {...text('messageTimeoutS')} inputMode="numeric" />
      {is21 && (
        <>
          <TextInput {...text('identity')} placeholder={t('backend.profile.optional')} />
          <PasswordInput size="xs" {...text('password')} placeholder={t('backend.profile.optional')} />
        </>
      )}
    </>
  );
}

function ApnFields({ draft, onChange }: FieldsProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.form}>
      <TextInput
        label={t('backend.profile.apn')}
        value={draft.apn}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ apn: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('backend.profile.apnAuthentication')}
        value={draft.apnAuthentication}
        data={[...APN_AUTHENTICATIONS]}
        onChange={(event) => onChange({ apnAuthentication: event.currentTarget.value })}
      />
      <TextInput
        label={t('backend.profile.apnUser')}
        value={draft.apnUser}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ apnUser: event.currentTarget.value })}
      />
      <PasswordInput
        size="xs"
        label={t('backend.profile.apnPassword')}
        value={draft.apnPassword}
        autoComplete="off"
        onChange={(event) => onChange({ apnPassword: event.currentTarget.value })}
      />
    </div>
  );
}
