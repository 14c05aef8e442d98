import type { Finding } from './finding.ts';

export const TRIGGER_UNSUPPORTED = 'trigger-unsupported';
/** Stands for all messages. */
export const EVERY_TRIGGER = 'TriggerMessage';

/** Whether a station has shown that it cannot be asked for a message, so that nobody is offered to ask again. */
export function isTriggerUnsupported(
  findings: readonly Finding[],
  stationId: string,
  message: string,
): boolean {
  return findings.some(
    (finding) =>
      finding.stationId === stationId &&
      finding.code === TRIGGER_UNSUPPORTED &&
      (finding.id === `${TRIGGER_UNSUPPORTED} ${EVERY_TRIGGER}` ||
        finding.id === `${TRIGGER_UNSUPPORTED} ${message}`),
  );
}
