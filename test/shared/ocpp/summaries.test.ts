import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/json.ts';
import { summarise } from '../../../shared/ocpp/summaries/summarise.ts';
import { summariseRecord } from '../../../shared/ocpp/summaries/summariseRecord.ts';
import type { RecordKind } from '../../../shared/trace/record.ts';

const ask = (action: string, payload: Json): string =>
  summarise({ kind: 'call', direction: 'in', action, payload });
const answer = (action: string, payload: Json): string =>
  summarise({ kind: 'result', direction: 'out', action, payload });

describe('requests of 1.6 in words', () => {
  it.each<[string, Json, string]>([
    [
      'BootNotification',
      {
        chargePointVendor: 'Example GmbH',
        chargePointModel: 'Wallbox 22',
        firmwareVersion: '1.8.3',
        chargePointSerialNumber: '0042-77',
      },
      'Wallbox 22, firmware 1.8.3, serial 0042-77',
    ],
    [
      'StatusNotification',
      { connectorId: 1, errorCode: 'NoError', status: 'Preparing' },
      'connector 1 Preparing',
    ],
    [
      'StatusNotification',
      { connectorId: 0, errorCode: 'NoError', status: 'Available' },
      'station Available',
    ],
    [
      'StatusNotification',
      { connectorId: 1, errorCode: 'Error', info: 'RCD self test', status: 'SuspendedEVSE' },
      'connector 1 SuspendedEVSE, error “Error”, RCD self test',
    ],
    ['GetConfiguration', {}, 'all keys'],
    ['GetConfiguration', { key: ['HeartbeatInterval'] }, 'HeartbeatInterval'],
    ['GetConfiguration', { key: ['a', 'b', 'c', 'd', 'e'] }, 'a, b, 3 more keys'],
    ['ChangeConfiguration', { key: 'HeartbeatInterval', value: '300' }, 'HeartbeatInterval = 300'],
    ['ChangeConfiguration', { key: 'AuthorizationKey', value: 'geheim' }, 'AuthorizationKey = •••'],
    ['ChangeConfiguration', { key: 'WifiPSK', value: 'geheim' }, 'WifiPSK = •••'],
    [
      'ChangeConfiguration',
      { key: 'AuthorizationKeyEnabled', value: 'true' },
      'AuthorizationKeyEnabled = true',
    ],
    ['Authorize', { idTag: '04A2B3C4D5E691' }, 'tag 04A2…91'],
    [
      'StartTransaction',
      { connectorId: 1, idTag: '04A2B3C4D5E691', meterStart: 1204310, timestamp: 'now' },
      'connector 1, tag 04A2…91, meter 1,204,310 Wh',
    ],
    [
      'StopTransaction',
      { transactionId: 81, meterStop: 1204999, reason: 'EVDisconnected', timestamp: 'now' },
      'transaction 81, meter 1,204,999 Wh, EVDisconnected',
    ],
    ['RemoteStopTransaction', { transactionId: 81 }, 'transaction 81'],
    ['ChangeAvailability', { connectorId: 0, type: 'Inoperative' }, 'station Inoperative'],
    ['TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 2 }, 'MeterValues, connector 2'],
    ['GetDiagnostics', { location: 'ftp://me:secret@10.0.0.1/' }, 'ftp://me:•••@10.0.0.1/'],
    ['UnlockConnector', { connectorId: 1 }, 'connector 1'],
    ['Reset', { type: 'Hard' }, 'Hard'],
    ['ClearChargingProfile', {}, 'all profiles'],
    [
      'SetChargingProfile',
      {
        connectorId: 1,
        csChargingProfiles: {
          chargingProfileId: 7,
          stackLevel: 2,
          chargingProfilePurpose: 'TxProfile',
          chargingSchedule: {
            chargingRateUnit: 'A',
            chargingSchedulePeriod: [{ limit: 16 }, { limit: 6.5 }, { limit: 0 }],
          },
        },
      },
      'connector 1, profile 7, TxProfile, level 2, 16 A, 6.5 A, 1 more period',
    ],
    ['DataTransfer', { vendorId: 'com.example', messageId: 'x', data: 'y' }, 'com.example x: y'],
    ['Heartbeat', {}, 'asks the time'],
  ])('%s %j', (action, payload, expected) => {
    expect(ask(action, payload)).toBe(expected);
  });
});

describe('requests of 2.x in words', () => {
  const component = { name: 'OCPPCommCtrlr' };
  const variable = { name: 'HeartbeatInterval' };
  it.each<[string, Json, string]>([
    [
      'BootNotification',
      {
        reason: 'PowerUp',
        chargingStation: { model: 'DC 150', vendorName: 'Example', firmwareVersion: '3.1' },
      },
      'DC 150, firmware 3.1, PowerUp',
    ],
    [
      'StatusNotification',
      { connectorStatus: 'Occupied', evseId: 2, connectorId: 1 },
      'EVSE 2 connector 1 Occupied',
    ],
    [
      'TransactionEvent',
      {
        eventType: 'Updated',
        triggerReason: 'MeterValuePeriodic',
        offline: true,
        evse: { id: 1, connectorId: 1 },
        transactionInfo: { transactionId: 'tx-1', chargingState: 'Charging' },
        meterValue: [{ sampledValue: [{ value: 7400, measurand: 'Power.Active.Import' }] }],
      },
      'Updated, transaction tx-1, MeterValuePeriodic, Charging, offline, EVSE 1 connector 1, 7.4 kW',
    ],
    ['GetVariables', { getVariableData: [{ component, variable }] }, 'OCPPCommCtrlr.HeartbeatInterval'],
    [
      'SetVariables',
      { setVariableData: [{ component, variable, attributeValue: '300' }, {}] },
      'OCPPCommCtrlr.HeartbeatInterval = 300, 1 more',
    ],
    [
      'SetVariables',
      {
        setVariableData: [
          {
            component: { name: 'SecurityCtrlr' },
            variable: { name: 'BasicAuthPassword' },
            attributeValue: 'x',
          },
        ],
      },
      'SecurityCtrlr.BasicAuthPassword = •••',
    ],
    [
      'NotifyReport',
      { requestId: 3, seqNo: 0, tbc: true, reportData: [{}, {}] },
      'request 3, part 0, 2 variables, more to come',
    ],
    [
      'RequestStopTransaction',
      { transactionId: '0b6bd3a2-5c35-4d7c-9a3d-3f0c6b0a9a55' },
      'transaction 0b6bd3a2…',
    ],
    ['ClearDERControl', { isDefault: true, controlType: 'FreqDroop' }, 'FreqDroop, the default'],
  ])('%s %j', (action, payload, expected) => {
    expect(ask(action, payload)).toBe(expected);
  });
});

describe('answers in words', () => {
  it.each<[string, Json, string]>([
    [
      'BootNotification',
      { status: 'Accepted', interval: 300, currentTime: 'now' },
      'Accepted, heartbeat every 300 s',
    ],
    ['BootNotification', { status: 'Pending', interval: 60 }, 'Pending, try again in 60 s'],
    [
      'GetConfiguration',
      { configurationKey: Array.from({ length: 47 }, () => ({ key: 'k' })), unknownKey: ['a', 'b'] },
      '47 keys, 2 unknown',
    ],
    [
      'GetConfiguration',
      { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] },
      'HeartbeatInterval = 300',
    ],
    [
      'GetConfiguration',
      { configurationKey: [{ key: 'AuthorizationKey', readonly: false, value: 'geheim' }] },
      'AuthorizationKey = •••',
    ],
    [
      'GetVariables',
      {
        getVariableResult: [
          {
            component: { name: 'SecurityCtrlr' },
            variable: { name: 'BasicAuthPassword' },
            attributeStatus: 'Accepted',
            attributeValue: 'geheim',
          },
        ],
      },
      'SecurityCtrlr.BasicAuthPassword = •••',
    ],
    ['GetConfiguration', { configurationKey: [], unknownKey: ['x'] }, '0 keys, 1 unknown'],
    [
      'StartTransaction',
      { transactionId: 81, idTagInfo: { status: 'Accepted' } },
      'transaction 81, Accepted',
    ],
    ['Authorize', { idTagInfo: { status: 'Blocked' } }, 'Blocked'],
    ['Authorize', { idTokenInfo: { status: 'Expired' } }, 'Expired'],
    ['Reset', { status: 'Rejected', statusInfo: { reasonCode: 'InTx' } }, 'Rejected (InTx)'],
    ['GetLocalListVersion', { listVersion: -1 }, 'not supported'],
    [
      'GetVariables',
      {
        getVariableResult: [
          {
            attributeStatus: 'Accepted',
            attributeValue: '300',
            component: { name: 'A' },
            variable: { name: 'b' },
          },
        ],
      },
      'A.b = 300',
    ],
    [
      'GetVariables',
      {
        getVariableResult: [
          { attributeStatus: 'UnknownVariable', component: { name: 'A' }, variable: { name: 'b' } },
        ],
      },
      'A.b UnknownVariable',
    ],
    ['MeterValues', {}, 'empty answer'],
    ['SomethingNew', { status: 'Accepted', total: 3, isGood: true }, 'Accepted, total 3, is good: yes'],
  ])('%s %j', (action, payload, expected) => {
    expect(answer(action, payload)).toBe(expected);
  });
});

describe('meter values in words', () => {
  const say = (sampledValue: Json, more: { connectorId?: number } = {}): string =>
    ask('MeterValues', { connectorId: 1, ...more, meterValue: [{ timestamp: 'now', sampledValue }] });

  it('names power, current, voltage and energy', () => {
    expect(
      say([
        { value: '1204341', unit: 'Wh' },
        { value: '11200', measurand: 'Power.Active.Import', unit: 'W' },
        { value: '16.2', measurand: 'Current.Import', phase: 'L1', unit: 'A' },
        { value: '16.1', measurand: 'Current.Import', phase: 'L2', unit: 'A' },
        { value: '0', measurand: 'Current.Import', phase: 'N', unit: 'A' },
        { value: '230', measurand: 'Voltage', phase: 'L1-N', unit: 'V' },
        { value: '400', measurand: 'Voltage', phase: 'L1-L2', unit: 'V' },
      ]),
    ).toBe('11.2 kW · 16.2 A · 230 V · 1,204,341 Wh');
  });

  it('adds the power of the phases where there is no total', () => {
    const phases = ['L1', 'L2', 'L3'].map((phase) => ({
      value: '3.7',
      measurand: 'Power.Active.Import',
      unit: 'kW',
      phase,
    }));
    expect(say(phases)).toBe('11.1 kW');
  });

  it('takes the shapes that stations send: one object, numbers, spaces, other spellings of a unit', () => {
    expect(say({ value: 230.1, measurand: 'Voltage' })).toBe('230 V');
    expect(say([{ value: ' 0.0', measurand: 'Power.Active.Import', unit: 'W' }])).toBe('0.0 kW');
    expect(say([{ value: '41', measurand: 'Temperature', unit: 'Celcius' }])).toBe('41 °C');
    expect(
      say([{ value: 7, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'W', multiplier: 3 } }]),
    ).toBe('7.0 kW');
  });

  it('does not hide a unit that does not fit', () => {
    expect(say([{ value: '5', measurand: 'Voltage', unit: 'Hz' }])).toBe('5 Hz');
  });

  it('tells connectors apart', () => {
    const voltage = [{ value: '230', measurand: 'Voltage' }];
    expect(say(voltage, { connectorId: 0 })).toBe('230 V, station');
    expect(say(voltage, { connectorId: 2 })).toBe('230 V, connector 2');
  });

  it('counts what it has no words for', () => {
    expect(say([{ value: 'AAECAw==', format: 'SignedData' }])).toBe('1 value');
    expect(say([])).toBe('no values');
  });
});

describe('records in words', () => {
  const record = (kind: RecordKind, raw: string, action?: string): string =>
    summariseRecord({ kind, direction: 'in', raw, rawEncoding: 'text', action });

  it('reads the raw text', () => {
    expect(record('call', '[2,"1","Reset",{"type":"Soft"}]', 'Reset')).toBe('Soft');
    expect(record('result', '[3,"1",{"status":"Accepted"}]', 'Reset')).toBe('Accepted');
    expect(record('error', '[4,"1","NotSupported","no such thing",{}]')).toBe('NotSupported: no such thing');
    expect(record('resultError', '[5,"1","FormatViolation","",{}]')).toBe('FormatViolation');
    expect(record('error', '[4,"1"]')).toBe('error without a code');
    expect(record('call', '[2,"1","Reset","x"]', 'Reset')).toBe('no object: x');
  });

  it('keeps the digits of large ids', () => {
    expect(
      record(
        'call',
        '[2,"1","RemoteStopTransaction",{"transactionId":9223372036854775807}]',
        'RemoteStopTransaction',
      ),
    ).toBe('transaction 9223372036854775807');
    const text = '[2,"1","DataTransfer",{"vendorId":"a","data":"\\"x\\":9223372036854775807"}]';
    expect(record('call', text, 'DataTransfer')).toBe('a: "x":9223372036854775807');
  });

  it('says what is wrong with a malformed frame', () => {
    expect(record('malformed', 'pong')).toBe('not JSON: pong');
    expect(record('malformed', '')).toBe('empty frame');
    expect(record('malformed', '[3,"1",{"a":[')).toBe('cut off: [3,"1",{"a":[');
    expect(record('malformed', '{"a":1}')).toBe('not an array: {"a":1}');
    expect(record('malformed', '[1,"1","X",{}]')).toBe('unknown message type: [1,"1","X",{}]');
    expect(record('malformed', '[2,null,"X",{}]')).toBe('not an OCPP frame: [2,null,"X",{}]');
    expect(record('malformed', `<html>\r\n<body>${'x'.repeat(10_000)}`)).toHaveLength(
      'not JSON: '.length + 80,
    );
    const binary = summariseRecord({
      kind: 'malformed',
      direction: 'in',
      raw: 'AAECAw==',
      rawEncoding: 'base64',
    });
    expect(binary).toBe('binary, 4 bytes');
  });

  it('says what is wrong with a SOAP message, which is no JSON anyway', () => {
    const soap = (raw: string): string =>
      summariseRecord({ kind: 'malformed', direction: 'in', transport: 'soap', raw, rawEncoding: 'text' });
    expect(soap('<a><b></a>')).toBe('no usable SOAP message: <a><b></a>');
    expect(soap(' \r\n')).toBe('empty message');
  });

  it('says who came and who went', () => {
    expect(record('connect', '{"remoteAddress":"10.0.0.7","subprotocol":"ocpp1.6","path":"/CP-1"}')).toBe(
      'from 10.0.0.7, ocpp1.6, /CP-1',
    );
    expect(record('connect', '{"remoteAddress":"10.0.0.7","path":"/CP-1"}')).toBe(
      'from 10.0.0.7, no subprotocol, /CP-1',
    );
    expect(record('disconnect', '{"code":1001,"reason":"reboot","by":"station"}')).toBe(
      'closed by the station, 1001 going away: reboot',
    );
    expect(record('disconnect', '{"code":1006,"reason":"","by":"network"}')).toBe(
      'line lost, 1006 no close frame',
    );
    expect(record('disconnect', '{"code":4000,"by":"kerbside"}')).toBe('closed by Kerbside, 4000');
    expect(record('disconnect', 'gone')).toBe('disconnected');
  });
});
