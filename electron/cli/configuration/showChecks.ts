import type { CheckedStation } from '../../../shared/contract/methods/templateMethods.ts';
import { EXIT } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { failureExit, failureSentence, gravestExit } from './stationFailure.ts';

/** What is not as the template wants it, for each station. */
export async function showChecks(stations: readonly CheckedStation[], terminal: Terminal): Promise<void> {
  const rows = stations.flatMap(({ stationId, check }) =>
    (check?.results ?? [])
      .filter(({ state }) => state !== 'holds')
      .map(({ address, state, sentence, note }) => [
        stationId,
        oneLine(address),
        state,
        [sentence, note].filter((part) => part !== undefined).join(' '),
      ]),
  );
  if (rows.length > 0) {
    for (const line of table(['STATION', 'KEY', 'STATE', ''], rows)) await terminal.print(oneLine(line));
  }
  for (const { stationId, check, failure } of stations) {
    if (failure !== undefined) terminal.note(`${stationId}: ${failureSentence(failure)}`);
    if (check === undefined) continue;
    if (check.notFor !== undefined) terminal.note(`${stationId}: ${check.notFor}`);
    const held = check.results.filter(({ state }) => state === 'holds').length;
    terminal.note(`${stationId}: ${held} of ${check.results.length} rules hold.`);
  }
}

/** 0 where all stations are as wanted and the template is for them. */
export function checksExit(stations: readonly CheckedStation[]): number {
  return gravestExit(
    stations.map(({ check, failure }) => {
      if (failure !== undefined) return failureExit(failure) ?? EXIT.failed;
      return check?.isAsWanted === true && check.notFor === undefined ? EXIT.done : EXIT.refused;
    }),
  );
}
