import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf } from '../../shared/ocpp/catalog.ts';
import { exampleCall } from '../../shared/ocpp/example.ts';
import { OCPP_VARIANTS, variantParts, type OcppVariant } from '../../shared/ocpp/version.ts';
import type { TraceRow } from '../../shared/trace/record.ts';
import { startCoreFixture, StationRecords, type CoreFixture } from './coreFixture.ts';

/** Nothing listens there: transfers fail at once and stay on this machine. */
const FILES_URL = 'http://127.0.0.1:59999';

let core: CoreFixture;

beforeAll(async () => {
  core = await startCoreFixture(20);
});

afterAll(() => core.close());

function issuesOf(rows: readonly TraceRow[]): string[] {
  return rows.flatMap(({ direction, kind, action, issues }) =>
    issues.map(({ code, path, message }) => `${direction} ${kind} ${action} ${code} ${path}: ${message}`),
  );
}

async function begin(variant: OcppVariant, stationId: string): Promise<StationRecords> {
  const records = await StationRecords.watch(core.client, stationId);
  await core.client.call('practice.start', { ...variantParts(variant), stationId });
  await records.answered('BootNotification');
  await records.answered('StatusNotification');
  return records;
}

describe.each(OCPP_VARIANTS)('every command to a charger that speaks %s', (variant) => {
  it('is answered, and neither side has anything against a message', async () => {
    const { version, transport } = variantParts(variant);
    const records = await begin(variant, `EVERY-${variant}`);
    const actions = commandsOf(version, transport).flatMap((group) => group.actions.map(({ name }) => name));
    for (const action of [...actions.filter((name) => name !== 'Reset'), 'Reset']) {
      const { schema } = await core.client.call('schema.get', { version, action, part: 'request' });
      const payload = exampleCall(version, action, schema, { nowMs: Date.now(), filesUrl: FILES_URL });
      expect(await records.command(action, payload), action).toMatchObject({ outcome: 'answered' });
    }
    await records.answered('BootNotification');
    expect(issuesOf(records.rows)).toEqual([]);
  });
});

it('what only a station of 2.1 has to say is taken as well', async () => {
  const records = await begin('2.1', 'RARE-2.1');
  const monitor = {
    value: 1,
    type: 'Periodic',
    severity: 8,
    component: { name: 'EVSE', evse: { id: 1 } },
    variable: { name: 'Power' },
    periodicEventStream: { values: 2 },
  };
  await records.command('SetVariableMonitoring', { setMonitoringData: [monitor] });
  await records.answered('OpenPeriodicEventStream');
  await records.next(
    'a stream',
    ({ kind, action }) => kind === 'send' && action === 'NotifyPeriodicEventStream',
  );
  await records.command('ClearVariableMonitoring', { id: [1] });
  await records.answered('ClosePeriodicEventStream');
  const rare = ['BatterySwap', 'GetCertificateChainStatus', 'NotifyDERAlarm', 'NotifySettlement'];
  for (const customTrigger of [...rare, 'VatNumberValidation']) {
    await records.command('TriggerMessage', { requestedMessage: 'CustomTrigger', customTrigger });
    await records.answered(customTrigger);
  }
  expect(issuesOf(records.rows)).toEqual([]);
});
