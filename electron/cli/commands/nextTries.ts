import type { Json } from '../../../shared/json.ts';
import { markLongNumbers, writeLongNumbers } from '../../../shared/ocpp/longIntegers.ts';
import { nextTry } from '../../../shared/ocpp/nextTry.ts';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Terminal } from '../terminal.ts';

/** On stderr, what is known to help where the station did not do what was asked. */
export function tellNextTries(station: Station, payload: string, outcome: Outcome, terminal: Terminal): void {
  const { action } = outcome;
  const { id, version = ASSUMED_VERSION } = station;
  let said = '';
  for (const one of nextTry({ version, action, payload: parsed(payload), outcome })) {
    if (one.why !== said) terminal.note(`${one.payload === undefined ? `${one.label}: ` : ''}${one.why}`);
    said = one.why;
    if (one.payload !== undefined) {
      terminal.note(`  kerbside call ${id} ${action} '${writeLongNumbers(one.payload)}'`);
    }
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(markLongNumbers(text)) as Json;
  } catch (error) {
    // Sent with --raw, as broken as it was wanted: nothing is known to help.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
