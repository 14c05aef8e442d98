import type { JsonObject } from '../../../shared/json.ts';
import { readVariableName } from '../model/deviceModel.ts';
import { objectsIn, text } from '../payload.ts';
import { perStation } from '../station/perStation.ts';
import type { Answer, IncomingCall } from '../station/link/exchange.ts';
import type { Station } from '../station/station.ts';
import type { Behaviour } from './behaviour.ts';
import { result, status } from './command.ts';

/** Habits of real chargers when their configuration is changed (1.x: ChangeConfiguration, 2.x: SetVariables). */

const CHANGES = new Set(['ChangeConfiguration', 'SetVariables']);

function isChange({ action }: IncomingCall): boolean {
  return CHANGES.has(action);
}

/** The same status for each change of a message. */
function answerAll({ action, payload }: IncomingCall, said: string): Answer {
  if (action === 'ChangeConfiguration') return status(said);
  return result({
    setVariableResult: objectsIn(payload['setVariableData']).map((data) => ({
      ...namesIn(data),
      attributeStatus: said,
    })),
  });
}

/** A change is accepted, and the old value stays. */
export function keepsOldValues(): Behaviour {
  return {
    name: 'accepts changes and keeps the old values',
    onCall: (call) => (isChange(call) ? answerAll(call, 'Accepted') : 'next'),
  };
}

/** No change is taken: `Rejected`, or in 1.x `NotSupported`. */
export function refusesChanges(said: 'NotSupported' | 'Rejected' = 'Rejected'): Behaviour {
  return {
    name: `answers changes with ${said}`,
    onCall: (call) =>
      isChange(call)
        ? answerAll(
            call,
            call.action === 'SetVariables' && said === 'NotSupported' ? 'UnknownVariable' : said,
          )
        : 'next',
  };
}

/** Any list of measurands is taken and told, and other values are sent than it names (EN+). */
export function takesAnyMeasurands(key = 'MeterValuesSampledData'): Behaviour {
  const wanted = perStation((): { value?: string } => ({}));
  return {
    name: `takes any measurands for ${key}`,
    onCall({ action, payload }, station) {
      if (action !== 'ChangeConfiguration' || payload['key'] !== key) return 'next';
      wanted(station).value = text(payload, 'value');
      return status('Accepted');
    },
    onResult(payload, { action }, station) {
      const { value } = wanted(station);
      if (action !== 'GetConfiguration' || value === undefined) return payload;
      const entries = objectsIn(payload['configurationKey']);
      return {
        ...payload,
        configurationKey: entries.map((entry) => (entry['key'] === key ? { ...entry, value } : entry)),
      };
    },
  };
}

/** Restarts by itself upon a change; without `answers` it leaves before it has answered. */
export function rebootsUponChange({ answers = true } = {}): Behaviour {
  const restart = (station: Station): void => {
    station.clock.afterReal(20, () => station.registration.reboot('ApplicationReset'));
  };
  return {
    name: answers ? 'restarts by itself upon a change' : 'restarts upon a change without an answer',
    onAnswer(outgoing, call, station) {
      if (!isChange(call)) return outgoing;
      if (answers) {
        restart(station);
        return outgoing;
      }
      station.registration.reboot('ApplicationReset');
      return 'silence';
    },
  };
}

/** The line breaks off upon the nth change, before it is answered; `takesIt`: the value holds all the same. */
export function dropsUponChange(nth = 1, { takesIt = false } = {}): Behaviour {
  const counts = perStation(() => ({ changes: 0 }));
  const isDue = (call: IncomingCall, station: Station): boolean => {
    if (!isChange(call)) return false;
    const count = counts(station);
    count.changes += 1;
    return count.changes === nth;
  };
  return {
    name: `drops the line upon change ${nth}`,
    onCall(call, station) {
      if (takesIt || !isDue(call, station)) return 'next';
      station.link.drop();
      return 'silence';
    },
    onAnswer(outgoing, call, station) {
      if (!takesIt || !isDue(call, station)) return outgoing;
      station.link.drop();
      return 'silence';
    },
  };
}

/** Every change needs a restart: the old value holds and is shown until then. */
export function keepsChangesUntilReset(): Behaviour {
  const waiting = perStation((): { changes: Array<() => void> } => ({ changes: [] }));
  return {
    name: 'keeps changes until it is reset',
    onCall(call, station) {
      if (!isChange(call)) return 'next';
      waiting(station).changes.push(() => apply(call, station));
      return answerAll(call, 'RebootRequired');
    },
    onAccepted(station) {
      for (const change of waiting(station).changes.splice(0)) change();
    },
  };
}

/** Changes stay without an answer, and hold. */
export function takesChangesSilently(): Behaviour {
  return {
    name: 'takes changes without an answer',
    onAnswer: (outgoing, call) => (isChange(call) ? 'silence' : outgoing),
  };
}

function apply({ action, payload }: IncomingCall, { settings }: Station): void {
  if (action === 'ChangeConfiguration') {
    settings.configuration.change(text(payload, 'key'), text(payload, 'value'));
    return;
  }
  for (const data of objectsIn(payload['setVariableData'])) {
    settings.deviceModel.change(readVariableName(data), text(data, 'attributeValue'));
  }
}

function namesIn(data: JsonObject): JsonObject {
  const { attributeValue: _, ...names } = data;
  return names;
}
