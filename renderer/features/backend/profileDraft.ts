import {
  APN_AUTHENTICATIONS,
  OCPP_INTERFACES,
  type NetworkProfile,
} from '../../../shared/configuration/backend/networkProfile.ts';

/** A network connection profile as it stands in the form, as text. */
export interface ProfileDraft {
  slot: string;
  url: string;
  ocppInterface: string;
  securityProfile: string;
  messageTimeoutS: string;
  identity: string;
  password: string;
  apn: string;
  apnAuthentication: string;
  apnUser: string;
  apnPassword: string;
}

export const FIRST_PROFILE: ProfileDraft = {
  slot: '',
  url: '',
  ocppInterface: 'Wired0',
  securityProfile: '',
  messageTimeoutS: '30',
  identity: '',
  password: '',
  apn: '',
  apnAuthentication: 'AUTO',
  apnUser: '',
  apnPassword: '',
};

/** The profile that the form means, or the fields that are wrong. What is empty and may be so is left out. */
export function readProfile(
  draft: ProfileDraft,
): { profile: NetworkProfile } | { wrong: readonly (keyof ProfileDraft)[] } {
  const wrong: (keyof ProfileDraft)[] = [];
  if (!/^\d{1,6}$/.test(draft.slot.trim())) wrong.push('slot');
  const isEncrypted = Number(draft.securityProfile) >= 2;
  const url = draft.url.trim();
  if (!(isEncrypted ? /^wss:\/\/[^\s/]+/i : /^wss?:\/\/[^\s/]+/i).test(url)) wrong.push('url');
  const timeout = Number(draft.messageTimeoutS);
  if (!Number.isInteger(timeout) || timeout < 1) wrong.push('messageTimeoutS');
  if (wrong.length > 0) return { wrong };
  const { identity, password, apn, apnUser, apnPassword } = draft;
  return {
    profile: {
      slot: Number(draft.slot),
      url,
      ocppInterface: OCPP_INTERFACES.find((one) => one === draft.ocppInterface) ?? 'Wired0',
      securityProfile: Number(draft.securityProfile),
      messageTimeoutS: timeout,
      ...(identity.trim() === '' ? {} : { identity: identity.trim() }),
      ...(password === '' ? {} : { password }),
      ...(apn.trim() === ''
        ? {}
        : {
            apn: {
              name: apn.trim(),
              authentication: APN_AUTHENTICATIONS.find((one) => one === draft.apnAuthentication) ?? 'AUTO',
              ...(apnUser === '' ? {} : { user: apnUser }),
              ...(apnPassword === '' ? {} : { password: apnPassword }),
            },
          }),
    },
  };
}
