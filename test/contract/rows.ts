import type { TraceRow } from '../../shared/trace/record.ts';

/** Rows as a busy trace has them. */
export function rows(count: number): TraceRow[] {
  return Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    at: 1_700_000_000_000 + index,
    stationId: 'CP-0042 Zürich ⚡',
    version: '1.6',
    kind: 'call',
    direction: 'in',
    action: 'MeterValues',
    messageId: `m-${index}`,
    issues: [{ severity: 'warning', code: 'schema', message: 'connectorId is missing' }],
    sizeBytes: 412,
    summary: 'connector 1: 11.04 kW, 4.2 kWh',
  }));
}
