import { isJsonObject, type Json } from '../../json.ts';
import { describeKey } from './keyCatalogue.ts';
import { isSameKey } from './keySpelling.ts';

/** Keys that a station does well without, and what that means. */
const OPTIONAL: ReadonlyArray<readonly [key: string, meaning: string]> = [
  [
    'WebSocketPingInterval',
    'This charger does not let its pings be set. That is allowed; the connection works without it.',
  ],
  ['BlinkRepeat', 'This charger has no lamps to blink with. That is allowed.'],
  ['LightIntensity', 'This charger has no lamps that can be dimmed. That is allowed.'],
  ['MinimumStatusDuration', 'This charger tells each status at once. That is allowed.'],
];

/** What the answer to a ChangeConfiguration means for the technician. `isTrouble`: the charger does not do as it should. */
export interface ChangeMeaning {
  isTrouble: boolean;
  sentence: string;
}

/** OCPP 1.6 §7.22: NotSupported for a key that the specification leaves to the station is no fault. */
export function changeMeaning(key: string, answer: Json | undefined): ChangeMeaning | undefined {
  const status = isJsonObject(answer) ? answer['status'] : undefined;
  switch (status) {
    case 'Accepted':
      return undefined;
    case 'RebootRequired':
      return {
        isTrouble: false,
        sentence: 'The new value is kept and holds after a restart of the charger.',
      };
    case 'NotSupported': {
      const meaning = OPTIONAL.find(([name]) => isSameKey(name, key))?.[1];
      if (meaning !== undefined) return { isTrouble: false, sentence: meaning };
      if (describeKey('1.6', key)?.isRequired === false) {
        const sentence = `This charger does not have ${key}. That is allowed: the specification leaves it to the charger.`;
        return { isTrouble: false, sentence };
      }
      return { isTrouble: true, sentence: `This charger does not know the key ${key}.` };
    }
    case 'Rejected':
      return {
        isTrouble: true,
        sentence: `The charger knows ${key}, but does not take this value, or only shows the key.`,
      };
    default:
      return undefined;
  }
}

/** The same for any command, from the text that was sent; nothing where it was no ChangeConfiguration. */
export function meaningOfOutcome(
  { action, payload }: { action: string; payload?: Json | undefined },
  sent: string,
): ChangeMeaning | undefined {
  if (action !== 'ChangeConfiguration') return undefined;
  const key = sentKey(sent);
  return key === undefined ? undefined : changeMeaning(key, payload);
}

function sentKey(sent: string): string | undefined {
  try {
    const payload = JSON.parse(sent) as Json;
    const key = isJsonObject(payload) ? payload['key'] : undefined;
    return typeof key === 'string' ? key : undefined;
  } catch {
    // Sent anyway, as broken as the technician wanted it.
    return undefined;
  }
}
