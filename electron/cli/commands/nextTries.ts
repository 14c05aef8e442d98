import type { Json } from '../../../shared/json.ts';
import { LongNumbers } from '../../../shared/longNumbers.ts';
import { nextTry } from '../../../shared/ocpp/nextTry.ts';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Terminal } from '../terminal.ts';

/** On stderr, what is known to help where the station did not do what was asked. */
export function tellNextTries(station: Station, payload: string, outcome: Outcome, terminal: Terminal): void {
  const { action } = outcome;
  const { id, version = ASSUMED_VERSION } = station;
  const numbers = new LongNumbers();
  let said = '';
  for (const one of nextTry({ version, action, payload: parsed(payload, numbers), outcome })) {
    if (one.why !== said) terminal.note(`${one.payload === undefined ? `${one.label}: ` : ''}${one.why}`);
    said = one.why;
    if (one.payload !== undefined) {
      terminal.note(`  kerbside call ${id} ${action} '${numbers.stringify(one.payload)}'`);
    }
  }
}

function parsed(text: string, numbers: LongNumbers): Json | undefined {
  try {
    return numbers.parse(text);
  } catch (error) {
    // Sent with --raw, as broken as it was wanted: nothing is known to help.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
