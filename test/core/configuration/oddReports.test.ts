import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { RawStation } from '../central/rawStation.ts';
import { ConfigurationCore, endsWithTest } from './configurationCore.ts';

const ID = 'RAW-1';

interface Asked {
  id: string;
  action: string;
  payload: Record<string, unknown>;
}

/** A station that answers each request by hand. */
async function station(
  core: ConfigurationCore,
  onCall: (asked: Asked, raw: RawStation) => Record<string, unknown>,
): Promise<void> {
  const raw = await RawStation.connect(`ws://127.0.0.1:${core.port}/${ID}`, ['ocpp2.0.1']);
  endsWithTest(async () => raw.socket.terminate());
  await raw.ask('BootNotification', {
    reason: 'PowerUp',
    chargingStation: { model: 'M', vendorName: 'V' },
  });
  raw.socket.on('message', (data) => {
    const [type, id, action, payload] = JSON.parse((data as Buffer).toString()) as [
      number,
      string,
      string,
      Record<string, unknown>,
    ];
    if (type === 2) raw.send([3, id, onCall({ id, action, payload }, raw)]);
  });
}

const entry = (component: string, variable: string, value: unknown): object => ({
  component: { name: component },
  variable: { name: variable },
  variableAttribute: [{ value }],
});

function report(requestId: unknown, seqNo: number, tbc: boolean, reportData: object[]): unknown[] {
  const payload = { requestId, generatedAt: '2026-11-21T10:00:00Z', seqNo, tbc, reportData };
  return [2, crypto.randomUUID(), 'NotifyReport', payload];
}

function read(core: ConfigurationCore, timeoutMs?: number): Promise<Configuration> {
  return core.read(ID, timeoutMs);
}

describe('a report of a 2.x station', () => {
  it('may hold values of other types, variables twice, and some that differ in case only', async () => {
    const core = await ConfigurationCore.start();
    await station(core, ({ payload: { requestId } }, raw) => {
      const data = [
        entry('OCPPCommCtrlr', 'HeartbeatInterval', 300),
        entry('OCPPCommCtrlr', 'QueueAllMessages', true),
        entry('OCPPCommCtrlr', 'OfflineThreshold', null),
        entry('ClockCtrlr', 'TimeSource', ['NTP', 'RTC']),
        entry('TxCtrlr', 'TxStartPoint', 'Authorized'),
        entry('TxCtrlr', 'TxStartPoint', 'EVConnected'),
        entry('txctrlr', 'TXSTARTPOINT', 'EnergyTransfer'),
        { component: {}, variable: { name: 'Nobody' } },
        {},
      ];
      queueMicrotask(() => raw.send(report(requestId, 0, false, data)));
      return { status: 'Accepted' };
    });
    const { items, isWhole, proof } = await read(core);
    expect(isWhole).toBe(true);
    expect(items.map(({ address, value, note }) => [address, value, note?.replace(/[.].*/, '')])).toEqual([
      ['OCPPCommCtrlr.HeartbeatInterval', '300', undefined],
      ['OCPPCommCtrlr.QueueAllMessages', 'true', undefined],
      ['OCPPCommCtrlr.OfflineThreshold', undefined, undefined],
      ['ClockCtrlr.TimeSource', '["NTP","RTC"]', 'The charger sent a list instead of a text'],
      ['TxCtrlr.TxStartPoint', 'Authorized', 'The charger tells this variable 2 times'],
      ['TxCtrlr.TxStartPoint', 'EVConnected', 'The charger tells this variable 2 times'],
      ['txctrlr.TXSTARTPOINT', 'EnergyTransfer', undefined],
    ]);
    // What was mended stands with the record.
    const { issues } = await core.client.call('record.get', { seq: proof.at(-1) ?? 0 });
    expect(issues.length).toBeGreaterThan(0);
  });

  it('that repeats a part for ever is taken as it is, with what came', async () => {
    const core = await ConfigurationCore.start();
    let repeats = 0;
    await station(core, ({ action, payload: { requestId } }, raw) => {
      if (action === 'GetVariables') return { getVariableResult: [] };
      const part = [entry('OCPPCommCtrlr', 'HeartbeatInterval', '300')];
      const again = (): void => {
        repeats += 1;
        raw.send(report(requestId, 0, true, part));
      };
      raw.socket.on('message', (data) => {
        // The next one as soon as this one is answered.
        if ((data as Buffer).toString().startsWith('[3')) again();
      });
      queueMicrotask(again);
      return { status: 'Accepted' };
    });
    const { items, isWhole, sentence } = await read(core, 200);
    expect(items.map(({ address, value }) => [address, value])).toEqual([
      ['OCPPCommCtrlr.HeartbeatInterval', '300'],
    ]);
    expect([isWhole, sentence]).toEqual([
      false,
      expect.stringContaining('Only a part of the report came') as string,
    ]);
    expect(repeats).toBeGreaterThan(2);
  });
});
