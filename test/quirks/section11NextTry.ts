import type { NextTryRow } from './nextTryRow.ts';

export const ROWS: readonly NextTryRow[] = [
  {
    row: 162,
    title: 'GetDiagnostics with an http location: an answer without a file name',
    version: '1.6',
    action: 'GetDiagnostics',
    payload: { location: 'http://10.0.0.1:8887/upload' },
    answer: [3, {}],
    offers: [],
    says: 'ftp://',
  },
  {
    row: 162,
    title: 'GetDiagnostics with an http location that works',
    version: '1.6',
    action: 'GetDiagnostics',
    payload: { location: 'http://10.0.0.1:8887/upload' },
    answer: [3, { fileName: 'diagnostics.zip' }],
    offers: [],
  },
];
