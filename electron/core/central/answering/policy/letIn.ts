import type { CentralSystem } from '../../centralSystem.ts';

/**
 * Asks stations that wait as Pending to boot again, which they would do by themselves only after their interval
 * (OCPP 1.6 §5.17, 2.x B02). What becomes of it is in the trace; a station that refuses boots when its interval is
 * over. Answers with the stations that were asked: 1.5 has no TriggerMessage, and absent ones boot when they come.
 */
export function letIn(
  central: Pick<CentralSystem, 'find' | 'call'>,
  waiting: readonly string[],
  log: (line: string) => void,
): string[] {
  const asked = waiting.filter((stationId) => {
    const station = central.find(stationId);
    return station?.connected === true && station.version !== undefined && station.version !== '1.5';
  });
  for (const stationId of asked) {
    central
      .call(stationId, 'TriggerMessage', '{"requestedMessage":"BootNotification"}')
      .catch((error: unknown) => {
        log(`${stationId}: asking for a BootNotification: ${String(error)}`);
      });
  }
  return asked;
}
