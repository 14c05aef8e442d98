import type { JsonObject } from '../../../shared/json.ts';
import { call, fine, type QuirkRow } from '../quirkRow.ts';
import { metered } from './meterValues.ts';

const CLAUSE = 'OCPP 1.6 §6 StatusNotification.req';
const status = (fields: JsonObject, id = '1'): string =>
  call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available', ...fields }, id);
const EXPORT = { value: '16', measurand: 'Current.Export', unit: 'A' };
const ALFEN = {
  connectorId: 0,
  info: 'Modbus TCP/IP lost, in safe mode max 14.0A',
  timestamp: '2022-01-31T08:00:00Z',
};

/** Statuses, and what contradicts them. */
export const STATUSES: readonly QuirkRow[] = [
  {
    row: 58,
    title: 'an errorCode that is not in the list',
    steps: [
      {
        send: status({ errorCode: 'Error', status: 'Faulted' }),
        answer: { result: {} },
        issues: [{ issue: 'error error-code-unknown', says: 'OtherError', clause: CLAUSE }],
      },
    ],
    station: { connectors: [{ status: 'Faulted', errorCode: 'Error' }] },
  },
  {
    row: 63,
    title: 'empty texts, no timestamp, and no BootNotification before',
    steps: [
      {
        send: status({ info: '', vendorErrorCode: '', vendorId: '' }),
        answer: 'result',
        issues: [
          {
            issue: 'warning status-empty-fields',
            says: '“info”, “vendorErrorCode”, “vendorId”',
            clause: CLAUSE,
          },
        ],
        meant: { repairs: [], assumed: ['timestamp=the time of arrival'] },
      },
    ],
    station: { bootCount: 0, connectors: [{ status: 'Available' }] },
  },
  {
    row: 65,
    title: 'the text “null”, and a code that says no error',
    steps: [
      {
        send: status({ info: 'null', vendorErrorCode: '0x00' }),
        answer: 'result',
        issues: [{ issue: 'info value-null-text', says: '“info”' }],
        meant: { payload: { status: 'Available', vendorErrorCode: '0x00' }, repairs: ['null-text'] },
      },
    ],
  },
  {
    row: 69,
    title: 'Current.Export while charging',
    steps: [
      fine(metered([EXPORT], '2026-01-31T11:00:00Z')),
      fine(status({ status: 'Charging' })),
      {
        send: metered([EXPORT]),
        answer: 'result',
        issues: [{ issue: 'warning export-while-charging', says: 'Current.Import', clause: 'OCPP 1.6 §7' }],
      },
    ],
  },
  {
    row: 78,
    title: 'Faulted with NoError',
    steps: [
      {
        send: status({ status: 'Faulted' }),
        answer: 'result',
        issues: [{ issue: 'warning faulted-without-error', says: 'one of the two is wrong', clause: CLAUSE }],
      },
    ],
    station: { connectors: [{ status: 'Faulted' }] },
  },
  {
    row: 79,
    title: 'a status of connector 0 whose time stands still',
    steps: [
      fine(status(ALFEN, '1')),
      { ...fine(status(ALFEN, '2')), issues: ['info notification-doubled'] },
      { ...fine(status(ALFEN, '3')), issues: ['info notification-doubled'] },
    ],
    findings: ['status-time-frozen'],
    station: { connectors: [{ connectorId: 0, status: 'Available' }] },
  },
];
