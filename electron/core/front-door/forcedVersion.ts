import { isJsonVersion, SUBPROTOCOLS, type OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Choice } from '../../../shared/ocpp/subprotocol.ts';

type Chosen = Extract<Choice, { ok: true }>;

/**
 * The version that the technician forced upon a station, whatever it agreed to. The answer's subprotocol stays one that
 * was offered, since a client has to fail the connection over any other (RFC 6455 §4.1).
 */
export function forceVersion(choice: Chosen, offered: string, forced: OcppVersion | undefined): Chosen {
  if (forced === undefined || forced === choice.version || !isJsonVersion(forced)) return choice;
  const isOffered = offered.split(',').some((token) => token.trim() === SUBPROTOCOLS[forced]);
  const message = `OCPP ${forced} is spoken because the technician set it so; the charger asked for ${choice.version}.`;
  return {
    ...choice,
    version: forced,
    ...(isOffered ? { echo: SUBPROTOCOLS[forced] } : {}),
    issues: [...choice.issues, { severity: 'info', code: 'version-forced', message }],
  };
}
