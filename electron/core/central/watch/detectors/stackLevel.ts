import type { Json, JsonObject } from '../../../../../shared/json.ts';
import { integerOf, objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import { payloadText, statusOf } from '../outcomeStatus.ts';
import type { Detection, Detector, NewFinding, StationEvent } from '../detector.ts';
import { found } from '../found.ts';

/** Stack levels that a station refuses, its own maximum included, and level 0 that it cannot clear. */
export class StackLevel implements Detector {
  readonly interest = {
    outcomes: ['SetChargingProfile', 'ClearChargingProfile', 'GetConfiguration'],
  } as const;
  #maximum: number | undefined;
  #refusedLevel: number | undefined;

  observe(event: StationEvent): Detection | undefined {
    if (event.type !== 'outcome') return undefined;
    const { outcome } = event;
    const payload = objectOf(event.payload);
    if (outcome.action === 'GetConfiguration') this.#learn(outcome.payload);
    const finding =
      outcome.action === 'SetChargingProfile'
        ? this.#set(payload, statusOf(outcome))
        : outcome.action === 'ClearChargingProfile'
          ? cleared(payload, statusOf(outcome))
          : undefined;
    return finding === undefined ? undefined : { findings: [finding] };
  }

  #learn(answer: Json | undefined): void {
    const entry = objectsOf(objectOf(answer)['configurationKey']).find(
      ({ key }) => textOf(key)?.toLowerCase() === 'chargeprofilemaxstacklevel',
    );
    this.#maximum = integerOf(entry?.['value']) ?? this.#maximum;
  }

  #set(payload: JsonObject, status: string | undefined): NewFinding | undefined {
    const level = levelOf(payload);
    if (level === undefined) return undefined;
    if (status === 'Accepted') {
      const refused = this.#refusedLevel;
      this.#refusedLevel = undefined;
      return level === 0 && refused !== undefined ? onlyZero(refused) : undefined;
    }
    if (status !== 'Rejected' || level === 0) return undefined;
    this.#refusedLevel = level;
    return level === this.#maximum ? maximumRefused(level, payload) : refusedAt(level, payload);
  }
}

function profileOf(payload: JsonObject): { field: string; profile: JsonObject } {
  const field = payload['csChargingProfiles'] === undefined ? 'chargingProfile' : 'csChargingProfiles';
  return { field, profile: objectOf(payload[field]) };
}

function levelOf(payload: JsonObject): number | undefined {
  return integerOf(profileOf(payload).profile['stackLevel']);
}

function again(payload: JsonObject, stackLevel: number): NonNullable<NewFinding['offer']> {
  const { field, profile } = profileOf(payload);
  return {
    label: `SetChargingProfile, stackLevel ${stackLevel}`,
    action: 'SetChargingProfile',
    payload: payloadText({ ...payload, [field]: { ...profile, stackLevel } }),
  };
}

function refusedAt(level: number, payload: JsonObject): NewFinding {
  return found(
    'info',
    'stack-level-refused',
    `The station rejected a charging profile at stackLevel ${level}.`,
    {
      clause: 'OCPP 1.6 §5.16',
      remedy: 'Some take level 0 only. Try the same profile with stackLevel 0.',
      offer: again(payload, 0),
    },
  );
}

function maximumRefused(level: number, payload: JsonObject): NewFinding {
  return found(
    'warning',
    'stack-level-maximum',
    `The station rejects stackLevel ${level}, though it tells that as its maximum.`,
    {
      clause: 'OCPP 1.6 §9.4',
      remedy: `It counts to ${level - 1}. Send the profile with stackLevel ${level - 1}.`,
      offer: again(payload, level - 1),
    },
  );
}

function onlyZero(refused: number): NewFinding {
  return found(
    'info',
    'stack-level-zero-only',
    `The station takes charging profiles at stackLevel 0 only (${refused} was rejected).`,
    {
      clause: 'OCPP 1.6 §5.16',
      remedy:
        'Send all profiles with stackLevel 0. A newer one then replaces the one before, so profiles cannot be stacked.',
    },
  );
}

function cleared(payload: JsonObject, status: string | undefined): NewFinding | undefined {
  const level = integerOf(
    payload['stackLevel'] ?? objectOf(payload['chargingProfileCriteria'])['stackLevel'],
  );
  if (level !== 0 || status !== 'Unknown') return undefined;
  return found(
    'info',
    'clear-stack-level-zero',
    'The station answers Unknown when profiles of stackLevel 0 are to be cleared.',
    {
      clause: 'OCPP 1.6 §5.5',
      remedy: 'It may take 0 for “no level given”. Clear by the profile’s id, or by its purpose.',
    },
  );
}
