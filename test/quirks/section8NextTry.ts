import type { NextTryRow } from './nextTryRow.ts';

export const ROWS: readonly NextTryRow[] = [
  {
    row: 140,
    title: 'retries 0 is taken as never',
    version: '1.6',
    action: 'UpdateFirmware',
    payload: { location: 'http://10.0.0.1/f.bin', retrieveDate: '2026-11-21T09:30:15Z', retries: 0 },
    answer: [3, {}],
    offers: [{ location: 'http://10.0.0.1/f.bin', retrieveDate: '2026-11-21T09:30:15Z' }],
    says: 'never try',
  },
];
