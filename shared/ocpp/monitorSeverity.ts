/** Words of the severities of events and monitors, 0 being the worst (OCPP 2.0.1 part 2, SetMonitoringLevelRequest). */
export const SEVERITY_WORDS = [
  'danger',
  'hardware failure',
  'system failure',
  'critical',
  'error',
  'alert',
  'warning',
  'notice',
  'informational',
  'debug',
] as const;

export const LOWEST_SEVERITY = SEVERITY_WORDS.length - 1;

/** Nothing for a number that the specification has no word for. */
export function severityWord(severity: number): string | undefined {
  return SEVERITY_WORDS[severity];
}
