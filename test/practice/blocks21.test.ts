import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { begin, beginBooted, stateOf, type Fixture } from './practiceFixture.ts';

/** A station of 2.1 that charges at EVSE 1, and the id of its transaction. */
async function charging(speed = 1): Promise<Fixture & { transactionId: string }> {
  const fixture = await beginBooted('2.1', { speed });
  await fixture.charger.act('plug');
  await fixture.charger.act('authorize');
  const { payload } = await fixture.central.expect('TransactionEvent');
  await stateOf(fixture.charger, ({ powerW }) => powerW > 0);
  const { transactionId } = payload['transactionInfo'] as { transactionId: string };
  return { ...fixture, transactionId };
}

function tariff(tariffId: string, currency = 'EUR', priceKwh = 0.5): JsonObject {
  return {
    tariffId,
    currency,
    energy: { prices: [{ priceKwh }] },
    fixedFee: { prices: [{ priceFixed: 1 }] },
  };
}

describe('tariffs of 2.1', () => {
  it('are set, listed, changed for a transaction and cleared', async () => {
    const { central, transactionId } = await charging();
    expect(await central.status('GetTariffs', { evseId: 0 })).toBe('NoTariff');
    expect(await central.status('SetDefaultTariff', { evseId: 1, tariff: tariff('day') })).toBe('Accepted');
    const other = { evseId: 2, tariff: tariff('day', 'EUR', 0.9) };
    expect(await central.status('SetDefaultTariff', other)).toBe('DuplicateTariffId');
    const hard = {
      ...tariff('hard'),
      energy: { prices: [{ priceKwh: 1, conditions: { minPower: 11_000 } }] },
    };
    expect(await central.status('SetDefaultTariff', { evseId: 2, tariff: hard })).toBe(
      'ConditionNotSupported',
    );
    const change = { transactionId, tariff: tariff('driver', 'USD') };
    expect(await central.status('ChangeTransactionTariff', change)).toBe('NoCurrencyChange');
    expect(await central.status('ChangeTransactionTariff', { transactionId, tariff: tariff('driver') })).toBe(
      'Accepted',
    );
    expect(
      await central.status('ChangeTransactionTariff', { transactionId: 'x', tariff: tariff('driver') }),
    ).toBe('TxNotFound');
    expect(await central.call('GetTariffs', { evseId: 1 })).toMatchObject({
      payload: {
        tariffAssignments: [
          { tariffId: 'day', tariffKind: 'DefaultTariff', evseIds: [1] },
          { tariffId: 'driver', tariffKind: 'DriverTariff' },
        ],
      },
    });
    expect(await central.call('ClearTariffs', { tariffIds: ['day', 'none'] })).toMatchObject({
      payload: {
        clearTariffsResult: [
          { tariffId: 'day', status: 'Accepted' },
          { tariffId: 'none', status: 'NoTariff' },
        ],
      },
    });
  });

  it('settle what a driver pays in the browser, with the number that was validated', async () => {
    const { central, charger, transactionId } = await charging(600);
    await central.call('SetDefaultTariff', { evseId: 1, tariff: tariff('day') });
    await central.call('NotifyWebPaymentStarted', { evseId: 1, timeout: 86_400 });
    await central.expect('VatNumberValidation');
    await charger.act('authorize');
    const { payload } = await central.expect('NotifySettlement');
    expect(payload).toMatchObject({ transactionId, status: 'Settled', vatNumber: 'DE123456789' });
    expect(payload['vatCompany']).toMatchObject({ name: 'Example' });
    expect(payload['settlementAmount']).toBeGreaterThanOrEqual(1);
  });
});

describe('smart charging of 2.1', () => {
  const profile = (
    id: number,
    chargingProfilePurpose: string,
    more: JsonObject,
    limit: number,
  ): JsonObject => ({
    id,
    stackLevel: 0,
    chargingProfilePurpose,
    chargingProfileKind: 'Absolute',
    chargingSchedule: [
      {
        id: 1,
        startSchedule: new Date(Date.now() - 60_000).toISOString(),
        chargingRateUnit: 'A',
        chargingSchedulePeriod: [{ startPeriod: 0, limit }],
      },
    ],
    ...more,
  });

  it('follows a dynamic profile that is pushed, then pulled', async () => {
    const { central, charger } = await charging(60);
    const dynamic = profile(7, 'TxDefaultProfile', { chargingProfileKind: 'Dynamic' }, 16);
    const set = (more: JsonObject): JsonObject => ({ evseId: 1, chargingProfile: { ...dynamic, ...more } });
    expect(await central.status('SetChargingProfile', set({}))).toBe('Accepted');
    const update = (chargingProfileId: number): JsonObject => ({
      chargingProfileId,
      scheduleUpdate: { limit: 0 },
    });
    expect(await central.status('UpdateDynamicSchedule', update(8))).toBe('Rejected');
    expect(await central.status('UpdateDynamicSchedule', update(7))).toBe('Accepted');
    await stateOf(charger, ({ powerW }) => powerW === 0);
    await central.call('SetChargingProfile', set({ dynUpdateInterval: 20 }));
    await central.expect('PullDynamicScheduleUpdate');
    await central.expect('PullDynamicScheduleUpdate');
    await central.call('GetChargingProfiles', { requestId: 3, chargingProfile: { chargingProfileId: [7] } });
    const { payload } = await central.expect('ReportChargingProfiles');
    expect(JSON.stringify(payload)).toContain('"limit":9');
  });

  it('lets a transaction have priority where there is a profile for it', async () => {
    const { central, charger, transactionId } = await charging(60);
    const use = (activate: boolean): JsonObject => ({ transactionId, activate });
    expect(await central.status('UsePriorityCharging', use(true))).toBe('NoProfile');
    const slow = profile(1, 'TxDefaultProfile', {}, 0);
    const fast = profile(2, 'PriorityCharging', {}, 16);
    expect(await central.status('SetChargingProfile', { evseId: 1, chargingProfile: slow })).toBe('Accepted');
    await stateOf(charger, ({ powerW }) => powerW === 0);
    expect(await central.status('SetChargingProfile', { evseId: 1, chargingProfile: fast })).toBe('Accepted');
    expect(await central.status('UsePriorityCharging', use(true))).toBe('Accepted');
    await stateOf(charger, ({ powerW }) => powerW > 0);
    expect(await central.status('UsePriorityCharging', use(false))).toBe('Accepted');
    await stateOf(charger, ({ powerW }) => powerW === 0);
  });

  it('knows which ways of energy transfer it has', async () => {
    const { central, transactionId } = await charging();
    const allow = (...allowedEnergyTransfer: string[]): JsonObject => ({
      transactionId,
      allowedEnergyTransfer,
    });
    expect(await central.status('NotifyAllowedEnergyTransfer', allow('DC', 'AC_three_phase'))).toBe(
      'Accepted',
    );
    expect(await central.status('NotifyAllowedEnergyTransfer', allow('DC_BPT'))).toBe('Rejected');
    const signal = { timestamp: new Date().toISOString(), signal: 12 };
    expect(await central.status('AFRRSignal', signal)).toBe('Accepted');
  });
});

describe('DER controls of 2.1', () => {
  const droop = (controlId: string, priority: number, more: JsonObject = {}): JsonObject => ({
    isDefault: false,
    controlId,
    controlType: 'FreqDroop',
    freqDroop: {
      priority,
      overFreq: 50.2,
      underFreq: 49.8,
      overDroop: 5,
      underDroop: 5,
      responseTime: 2,
      ...more,
    },
  });

  it('start, supersede each other, and are reported in parts', async () => {
    const { central } = await beginBooted('2.1', { speed: 60 });
    expect(await central.status('SetDERControl', { ...droop('x', 1), controlType: 'VoltVar' })).toBe(
      'Rejected',
    );
    expect(await central.status('SetDERControl', droop('weak', 5))).toBe('Accepted');
    expect((await central.expect('NotifyDERStartStop')).payload).toMatchObject({
      controlId: 'weak',
      started: true,
    });
    expect(await central.call('SetDERControl', droop('strong', 1, { duration: 30 }))).toMatchObject({
      payload: { status: 'Accepted', supersededIds: ['weak'] },
    });
    for (const controlType of ['VoltVar', 'VoltWatt', 'WattVar']) {
      const curve = { curveData: [{ x: 1, y: 2 }], priority: 1, yUnit: 'PctMaxW' };
      const control = { isDefault: true, controlId: controlType, controlType, curve };
      expect(await central.status('SetDERControl', control)).toBe('Accepted');
    }
    expect(await central.status('GetDERControl', { requestId: 9, controlId: 'none' })).toBe('NotFound');
    expect(await central.status('GetDERControl', { requestId: 9 })).toBe('Accepted');
    const first = (await central.expect('ReportDERControl')).payload;
    const second = (await central.expect('ReportDERControl')).payload;
    expect([first['tbc'], second['tbc']]).toEqual([true, false]);
    expect(first['freqDroop']).toMatchObject([
      { id: 'weak', isSuperseded: true },
      { id: 'strong', isSuperseded: false },
    ]);
    await central.expect('NotifyDERStartStop', (payload) => payload['started'] === false);
    expect(await central.status('ClearDERControl', { isDefault: true })).toBe('Accepted');
    expect(await central.status('ClearDERControl', { isDefault: true })).toBe('NotFound');
  });
});

describe('the rest of 2.1', () => {
  it('is told of by the device model, which in 2.0.1 knows nothing of it', async () => {
    const dynamic = {
      component: { name: 'SmartChargingCtrlr' },
      variable: { name: 'SupportsDynamicProfiles' },
    };
    const ask = { getVariableData: [dynamic] };
    const { central } = await beginBooted('2.1');
    expect(await central.call('GetVariables', ask)).toMatchObject({
      payload: { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: 'true' }] },
    });
    const older = await beginBooted('2.0.1', { stationId: 'OLD' });
    expect(await older.central.call('GetVariables', ask)).toMatchObject({
      payload: { getVariableResult: [{ attributeStatus: 'UnknownVariable' }] },
    });
  });

  it('swaps a battery', async () => {
    const { central } = await beginBooted('2.1', { speed: 60 });
    const request = { requestId: 5, idToken: { idToken: 'AB', type: 'ISO14443' } };
    expect(await central.status('RequestBatterySwap', request)).toBe('Accepted');
    expect(await central.status('RequestBatterySwap', request)).toBe('Rejected');
    expect((await central.expect('BatterySwap')).payload['eventType']).toBe('BatteryIn');
    expect((await central.expect('BatterySwap')).payload['eventType']).toBe('BatteryOut');
  });

  it('sends by a custom trigger what seldom happens by itself', async () => {
    const { central } = await charging();
    const trigger = (customTrigger: string): JsonObject => ({
      requestedMessage: 'CustomTrigger',
      customTrigger,
    });
    expect(await central.status('TriggerMessage', trigger('Tea'))).toBe('NotImplemented');
    const names = [
      'BatterySwap',
      'GetCertificateChainStatus',
      'NotifyDERAlarm',
      'NotifyPriorityCharging',
      'NotifySettlement',
      'VatNumberValidation',
    ];
    for (const name of names) {
      expect(await central.status('TriggerMessage', trigger(name)), name).toBe('Accepted');
      await central.expect(name);
    }
  });

  it('streams the values of a periodic monitor until the monitor is cleared', async () => {
    const { central } = await beginBooted('2.1', { speed: 20 });
    const monitor = {
      value: 1,
      type: 'Periodic',
      severity: 8,
      component: { name: 'EVSE', evse: { id: 1 } },
      variable: { name: 'Power' },
      periodicEventStream: { values: 3 },
    };
    await central.call('SetVariableMonitoring', { setMonitoringData: [monitor] });
    const opened = (await central.expect('OpenPeriodicEventStream')).payload;
    expect(opened['constantStreamData']).toEqual({ id: 1, variableMonitoringId: 1, params: { values: 3 } });
    const { payload } = await central.expect('NotifyPeriodicEventStream');
    expect(payload).toMatchObject({ id: 1, pending: 0 });
    expect(payload['data']).toHaveLength(3);
    const adjust = (id: number): JsonObject => ({ id, params: { interval: 2, values: 1 } });
    expect(await central.status('AdjustPeriodicEventStream', adjust(4))).toBe('Rejected');
    expect(await central.status('AdjustPeriodicEventStream', adjust(1))).toBe('Accepted');
    expect(await central.call('GetPeriodicEventStream', {})).toMatchObject({
      payload: { constantStreamData: [{ id: 1, params: { interval: 2, values: 1 } }] },
    });
    await central.call('ClearVariableMonitoring', { id: [1] });
    await central.expect('ClosePeriodicEventStream');
    expect(await central.call('GetPeriodicEventStream', {})).toEqual({ kind: 'result', payload: {} });
  });

  it('says when it can make nothing of an answer, and only in 2.1', async () => {
    const useless = (central: Fixture['central']): void => {
      central.responders.set('BootNotification', () => ({ status: 'Maybe', interval: 300 }));
    };
    const told = await begin('2.1', { speed: 600 }, useless);
    await told.central.expect('BootNotification');
    await told.central.expect('BootNotification');
    expect(told.central.resultErrors[0]).toMatch(/^PropertyConstraintViolation: status /);
    const silent = await begin('2.0.1', { speed: 600, stationId: 'OLD' }, useless);
    await silent.central.expect('BootNotification');
    await silent.central.expect('BootNotification');
    expect(silent.central.resultErrors).toEqual([]);
  });
});
