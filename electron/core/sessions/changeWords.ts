import type { Station } from '../../../shared/station/station.ts';
import type { UnansweredCall } from '../../../shared/trace/pairer.ts';

/** As many as anybody reads; the trace has them all. */
const SHOWN = 20;

/** Why no station is connected any more in a session file that is left. */
export function leftReason(next: string): string {
  return `The session ended; the connection goes on in “${next}”.`;
}

/** The last record of a session file that is left. */
export function endNote(next: string, connected: readonly string[]): string {
  const ended = `The session ends here: another one was begun while Kerbside ran. Recording goes on in “${next}”.`;
  return connected.length === 0 ? ended : `${ended} Connections go on there: ${listed(connected)}.`;
}

/** The first record of a session that is begun while Kerbside runs. */
export function beginNote(before: string, connected: readonly string[]): string {
  const begun = `The session begins here, while Kerbside runs. What was recorded before is in “${before}”.`;
  return connected.length === 0 ? begun : `${begun} Connected already: ${listed(connected)}.`;
}

/** What a station was not answered, or did not answer, when its session file was left. */
export function unansweredNote(next: string, calls: readonly UnansweredCall[]): string {
  return `Without an answer when the session ended: ${listed(calls.map(callWords))}. Answers that came later are in “${next}”.`;
}

/** What is known of a station that was connected before its session file; nothing where that is nothing. */
export function knownNote(
  station: Station,
  before: string,
  calls: readonly UnansweredCall[],
): string | undefined {
  const facts = [bootWords(station), ...connectorWords(station).slice(0, SHOWN)].filter(
    (words) => words !== '',
  );
  const known = facts.length === 0 ? '' : `Known from before: ${facts.join('; ')}.`;
  const open =
    calls.length === 0
      ? ''
      : `Open from before: ${listed(calls.map(callWords))}; those records are in “${before}”, answers come here.`;
  const text = [known, open].filter((words) => words !== '').join(' ');
  return text === '' ? undefined : text;
}

function bootWords({ vendor, model, serialNumber, firmwareVersion, lastBootAt }: Station): string {
  const make = [vendor, model].filter((word) => word !== undefined && word !== '').join(' ');
  return [
    make,
    serialNumber === undefined ? '' : `serial number ${serialNumber}`,
    firmwareVersion === undefined ? '' : `firmware ${firmwareVersion}`,
    lastBootAt === undefined ? '' : `last BootNotification at ${new Date(lastBootAt).toISOString()}`,
  ]
    .filter((word) => word !== '')
    .join(', ');
}

function connectorWords({ connectors }: Station): string[] {
  return connectors.flatMap(({ connectorId, evseId, status, transactionId }) => {
    const where =
      evseId === undefined ? `connector ${connectorId}` : `EVSE ${evseId} connector ${connectorId}`;
    return [`${where} ${status}${transactionId === undefined ? '' : ` with transaction ${transactionId}`}`];
  });
}

function callWords({ action, direction, at, seq, messageId }: UnansweredCall): string {
  const whose = direction === 'out' ? 'to the station' : 'of the station';
  return `${action ?? 'a call'} ${whose} at ${new Date(at).toISOString()} (record ${seq}, id ${messageId.slice(0, 60)})`;
}

function listed(words: readonly string[]): string {
  const more = words.length - SHOWN;
  return more > 0 ? `${words.slice(-SHOWN).join(', ')} and ${more} before them` : words.join(', ');
}
