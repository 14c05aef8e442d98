import { addressParts } from '../../../../shared/configuration/backend/ownAddress.ts';
import type { NetworkProfile, ProfileEnd } from '../../../../shared/configuration/backend/networkProfile.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import { objectOf, textOf } from '../../../../shared/payloadFields.ts';

/** SetNetworkProfileRequest. Members of 2.1 go out only where they are given. */
export function profilePayload(version: '2.0.1' | '2.1', profile: NetworkProfile): JsonObject {
  const { slot, url, ocppInterface, securityProfile, messageTimeoutS, identity, password, apn } = profile;
  checkUrl(url, securityProfile);
  if (version === '2.0.1' && (identity !== undefined || password !== undefined)) {
    throw new ContractError('invalid-params', 'Identity and password of a slot came with OCPP 2.1.', {
      hint: 'With 2.0.1 set SecurityCtrlr.Identity and SecurityCtrlr.BasicAuthPassword instead.',
    });
  }
  if (version === '2.0.1' && ocppInterface === 'Any') {
    throw new ContractError(
      'invalid-params',
      'The interface Any came with OCPP 2.1; name one, such as Wired0.',
    );
  }
  return {
    configurationSlot: slot,
    connectionData: {
      ocppVersion: version === '2.1' ? 'OCPP21' : 'OCPP20',
      ocppTransport: 'JSON',
      ocppCsmsUrl: url,
      messageTimeout: messageTimeoutS,
      securityProfile,
      ocppInterface,
      ...(identity === undefined ? {} : { identity }),
      ...(password === undefined ? {} : { basicAuthPassword: password }),
      ...(apn === undefined ? {} : { apn: apnData(apn) }),
    },
  };
}

function apnData({ name, authentication, user, password }: NonNullable<NetworkProfile['apn']>): JsonObject {
  return {
    apn: name,
    apnAuthentication: authentication,
    ...(user === undefined ? {} : { apnUserName: user }),
    ...(password === undefined ? {} : { apnPassword: password }),
  };
}

function checkUrl(url: string, securityProfile: number): void {
  const { scheme } = addressParts(url) ?? {};
  if (scheme !== 'ws' && scheme !== 'wss') {
    throw new ContractError('invalid-params', `${url} is no address of a central system.`, {
      hint: 'It begins with ws:// or wss://, and the station adds its own id.',
    });
  }
  if (securityProfile >= 2 && scheme === 'ws') {
    throw new ContractError(
      'invalid-params',
      `Security profile ${securityProfile} is encrypted, but ${url} is not.`,
      { hint: 'Write wss://, or choose security profile 0 or 1.' },
    );
  }
}

/** SetNetworkProfileStatusEnumType (OCPP 2.0.1 part 2 B09). */
export function profileEnd(slot: number, outcome: Outcome): ProfileEnd {
  const { requestSeq, responseSeq } = outcome;
  const answer = objectOf(outcome.payload);
  const status = textOf(answer['status']);
  return {
    isDone: outcome.outcome === 'answered' && status === 'Accepted',
    ...(status === undefined ? {} : { status }),
    outcome: outcome.outcome,
    sentence: outcome.outcome === 'answered' ? statusSentence(slot, answer) : unanswered(slot, outcome),
    ...(requestSeq === undefined ? {} : { requestSeq }),
    ...(responseSeq === undefined ? {} : { responseSeq }),
  };
}

function statusSentence(slot: number, answer: JsonObject): string {
  const info = objectOf(answer['statusInfo']);
  const why = [textOf(info['reasonCode']), textOf(info['additionalInfo'])].filter(Boolean).join(': ');
  const reason = why === '' ? '' : ` It says: ${why}`;
  switch (answer['status']) {
    case 'Accepted':
      return `Slot ${slot} is filled. The charger uses it once NetworkConfigurationPriority names it and the charger has restarted.`;
    case 'Rejected':
      return `The charger refused it: the slot may be the one in use, or the interface or security profile is not possible.${reason}`;
    case 'Failed':
      return `The charger took it for good but could not store it; slot ${slot} may be in disorder: set it once more.${reason}`;
    default:
      return `The charger answered ${textOf(answer['status']) ?? 'nothing'}, which the specification does not know.${reason}`;
  }
}

function unanswered(slot: number, { outcome, code, description, requestSeq }: Outcome): string {
  if (requestSeq === undefined) return 'Not sent: the charger is not connected.';
  if (outcome === 'refused') {
    const why = [code, description].filter(Boolean).join(': ');
    return `The charger answered with an error (${why}); slot ${slot} is as it was.`;
  }
  return `There was no answer: whether slot ${slot} is filled is not known. Set it once more.`;
}
