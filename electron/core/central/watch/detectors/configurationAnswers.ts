import type { Json, JsonObject } from '../../../../../shared/json.ts';
import { plausibleConnectorCount } from '../../../../../shared/ocpp/connectorCount.ts';
import { objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import { CappedMap } from '../capped.ts';
import { keptText } from '../keptText.ts';
import type { Detection, Detector, NewFinding, StationEvent } from '../detector.ts';
import { found } from '../found.ts';
import { statusOf } from '../outcomeStatus.ts';
import { isCutMeasurand } from './measurands.ts';

const KEYS_LOOKED_AT = 1000;
const KEPT = 100;
const PROFILES = new Set([
  'Core',
  'FirmwareManagement',
  'LocalAuthListManagement',
  'Reservation',
  'SmartCharging',
  'RemoteTrigger',
  // Of the security whitepaper and of makers who took its name.
  'Security',
]);

interface Setting {
  value: string;
  wasRestarted: boolean;
}

/** What is odd about the settings that a 1.6 station tells, by themselves and against what they were set to. */
export class ConfigurationAnswers implements Detector {
  readonly interest = {
    calls: ['BootNotification'],
    outcomes: ['GetConfiguration', 'ChangeConfiguration'],
  } as const;
  /** What was set and accepted, by key in lower case. */
  readonly #set = new CappedMap<Setting>(KEPT);

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'call') {
      for (const [, setting] of this.#set.entries()) setting.wasRestarted = true;
      return undefined;
    }
    if (event.type !== 'outcome') return undefined;
    if (event.outcome.action === 'ChangeConfiguration') {
      this.#changed(objectOf(event.payload), statusOf(event.outcome));
      return undefined;
    }
    const keys = objectsOf(objectOf(event.outcome.payload)['configurationKey']).slice(0, KEYS_LOOKED_AT);
    const findings = keys.flatMap((entry) => this.#lookAt(entry));
    return findings.length === 0 ? undefined : { findings };
  }

  #changed(payload: JsonObject, status: string | undefined): void {
    const key = textOf(payload['key']);
    const value = textOf(payload['value']);
    if (key === undefined || key.length > 100 || value === undefined || value.length > 2000) return;
    if (status !== 'Accepted' && status !== 'RebootRequired') return;
    this.#set.set(key.toLowerCase(), { value, wasRestarted: false });
  }

  #lookAt(entry: JsonObject): NewFinding[] {
    const key = keptText(textOf(entry['key']) ?? '', 100);
    const given = entry['value'];
    if (key === '' || given === undefined) return [];
    const value = valueText(given);
    return [
      ...(typeof given === 'string' ? [] : [notText(key)]),
      ...(value === undefined ? [] : oddities(key, value)),
      ...(value === undefined ? [] : this.#compare(key, value)),
    ];
  }

  #compare(key: string, value: string): NewFinding[] {
    const set = this.#set.get(key.toLowerCase());
    if (set === undefined || set.value.toLowerCase() === value.trim().toLowerCase()) return [];
    if (value.length >= 10 && set.value.startsWith(value)) return [valueCut(key, value)];
    // Once is enough: from here on the setting is what it is.
    this.#set.delete(key.toLowerCase());
    return set.wasRestarted ? [settingLost(key, set.value, value)] : [];
  }
}

/** A number or a boolean is read as it would be written. */
function valueText(value: Json): string | undefined {
  return typeof value === 'boolean' ? String(value) : textOf(value);
}

function oddities(key: string, value: string): NewFinding[] {
  switch (key.toLowerCase()) {
    case 'numberofconnectors':
      return plausibleConnectorCount(value) === undefined ? [connectorGarbage(value)] : [];
    case 'supportedfeatureprofiles':
      return profileOddity(value);
    case 'metervaluessampleddata':
    case 'metervaluesaligneddata':
    case 'stoptxnsampleddata':
    case 'stoptxnaligneddata': {
      const last = value.split(',').at(-1)?.trim() ?? '';
      return isCutMeasurand(last) ? [valueCut(key, value)] : [];
    }
    default:
      return [];
  }
}

function profileOddity(value: string): NewFinding[] {
  const items = value.split(',').slice(0, 50);
  const unknown = items.map((item) => item.trim()).filter((item) => !PROFILES.has(item));
  const isUntidy = items.some((item) => item !== item.trim());
  if (unknown.length === 0 && !isUntidy) return [];
  const what =
    unknown.length === 0
      ? 'with spaces between its items'
      : `with items that OCPP does not have: ${unknown
          .map((item) => `“${item.slice(0, 40)}”`)
          .join(', ')
          .slice(0, 200)}`;
  return [
    found('warning', 'feature-profiles-untidy', `The station tells its SupportedFeatureProfiles ${what}.`, {
      clause: 'OCPP 1.6 §9.1',
      remedy:
        'Kerbside reads them without the spaces. A back end that does not may take the station for one without smart charging.',
    }),
  ];
}

function notText(key: string): NewFinding {
  return found(
    'warning',
    'value-not-text',
    'The station tells values of settings as numbers or booleans instead of texts.',
    {
      clause: 'OCPP 1.6 §7.29',
      remedy: `It is read as if it were text (first seen at ${key}). Other back ends may drop the whole answer.`,
    },
  );
}

function connectorGarbage(value: string): NewFinding {
  return found(
    'error',
    'connectors-garbage',
    `The station says that it has ${value.slice(0, 40)} connectors, which cannot be.`,
    {
      clause: 'OCPP 1.6 §9.1',
      remedy:
        'Go by the connectors that report a status. It is a defect of the firmware: look for an update.',
    },
  );
}

function valueCut(key: string, value: string): NewFinding {
  return found(
    'warning',
    'value-cut',
    `The station cuts ${key} short: what it tells ends after ${value.length} characters, inside a word.`,
    {
      subject: key,
      remedy: 'It has room for no more. Set a shorter list, and put what matters most first.',
    },
  );
}

function settingLost(key: string, wanted: string, value: string): NewFinding {
  const [before, after] = [wanted, value].map((text) => `“${text.slice(0, 60)}”`);
  return found(
    'warning',
    'setting-lost',
    `${key} was set to ${before} and accepted, but after a restart it is ${after}.`,
    {
      subject: key,
      remedy:
        'The station does not keep this setting. Set it in its own menu, or have the back end send it after each BootNotification.',
    },
  );
}
