import type { JsonObject } from '../../../shared/json.ts';
import { call, fine, type QuirkRow, type SendStep } from '../quirkRow.ts';
import { AT } from './meterValues.ts';

const CLAUSE = 'OCPP 1.6 §6 BootNotification.req';
const boot = (fields: JsonObject, issues: SendStep['issues']): SendStep => ({
  send: call('BootNotification', { chargePointVendor: 'Example', chargePointModel: 'Box', ...fields }),
  answer: { result: { status: 'Accepted' } },
  issues,
});

/** What a station says of itself, and of the cards that it reads. */
export const BOOTS: readonly QuirkRow[] = [
  {
    row: 59,
    title: 'an empty vendor',
    steps: [
      boot({ chargePointVendor: '' }, [
        { issue: 'warning vendor-empty', says: 'who made it', clause: CLAUSE },
      ]),
    ],
    station: { model: 'Box', bootCount: 1 },
  },
  ...[26, 33].map((length): QuirkRow => ({
    row: 60,
    title: `a serial number of ${length} characters`,
    steps: [
      boot({ chargePointSerialNumber: 'S'.repeat(length) }, [
        { issue: 'warning schema-maxlength', says: `has ${length} characters; at most 25`, clause: CLAUSE },
      ]),
    ],
    station: { serialNumber: 'S'.repeat(length) },
  })),
  {
    row: 61,
    title: 'a model of 23 characters',
    steps: [
      boot({ chargePointModel: 'M'.repeat(23) }, [
        { issue: 'warning schema-maxlength', says: 'has 23 characters; at most 20', clause: CLAUSE },
      ]),
    ],
    station: { model: 'M'.repeat(23) },
  },
  {
    row: 62,
    title: 'an idTag of 21 characters',
    steps: [
      {
        send: call('Authorize', { idTag: 'T'.repeat(21) }),
        answer: { result: { idTagInfo: { status: 'Accepted' } } },
        issues: [{ issue: 'warning schema-maxlength', says: 'has 21 characters; at most 20' }],
      },
    ],
  },
  {
    row: 62,
    title: 'an idTag that is not the one of the command',
    steps: [
      {
        command: { action: 'RemoteStartTransaction', payload: { idTag: 'SENT', connectorId: 1 } },
        reply: '[3,"$ID",{"status":"Accepted"}]',
        outcome: { outcome: 'answered' },
        issues: [],
      },
      {
        send: call('StartTransaction', { connectorId: 1, idTag: 'OTHER', meterStart: 0, timestamp: AT }),
        answer: 'result',
        issues: [{ issue: 'warning id-tag-other', says: /OTHER.*SENT/, clause: 'OCPP 1.6 §5.11' }],
      },
      fine(call('StartTransaction', { connectorId: 2, idTag: 'THIRD', meterStart: 0, timestamp: AT }, '2')),
    ],
  },
  {
    row: 64,
    title: 'an extra connectorId in Authorize',
    steps: [
      {
        send: call('Authorize', { idTag: 'A', connectorId: 1 }),
        answer: { result: { idTagInfo: { status: 'Accepted' } } },
        issues: [{ issue: 'warning schema-additional', says: '“connectorId” is no field of Authorize.req' }],
      },
    ],
  },
  {
    row: 66,
    title: 'fillers for ICCID and IMSI',
    steps: [
      boot({ iccid: '-9', imsi: '1' }, [
        { issue: 'info sim-filler', says: '“-9”' },
        { issue: 'info sim-filler', says: '“1”' },
      ]),
    ],
  },
  {
    row: 67,
    title: 'secrets in clear text among the configuration keys',
    steps: [
      {
        command: { action: 'GetConfiguration', payload: {} },
        reply:
          '[3,"$ID",{"configurationKey":[{"key":"G_CardPin","readonly":false,"value":"1234"},{"key":"AuthorizationKey","readonly":false,"value":"****"},{"key":"SpinUpPassword","readonly":false,"value":"x1"}]}]',
        outcome: { outcome: 'answered' },
        issues: [
          { issue: 'warning secret-in-clear', says: 'G_CardPin' },
          { issue: 'warning secret-in-clear', says: 'SpinUpPassword' },
        ],
      },
      {
        send: call('DataTransfer', { vendorId: 'Example', data: '{"wifi":{"password":"letmein"}}' }),
        answer: 'result',
        issues: [{ issue: 'warning secret-in-clear', says: 'password' }],
      },
    ],
  },
];
