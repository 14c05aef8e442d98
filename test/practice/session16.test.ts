import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { begin, beginBooted, stateOf } from './practiceFixture.ts';

interface Sampled {
  value: string;
  measurand: string;
  context: string;
  phase?: string;
}

function sampled(payload: JsonObject): Sampled[] {
  const [first] = payload['meterValue'] as unknown as { sampledValue: Sampled[] }[];
  return first?.sampledValue ?? [];
}

function valueOf(values: Sampled[], measurand: string, phase?: string): number {
  return Number(values.find((value) => value.measurand === measurand && value.phase === phase)?.value);
}

const isStatus =
  (status: string) =>
  (payload: JsonObject): boolean =>
    payload['status'] === status && payload['connectorId'] === 1;

describe('a charging session in 1.6', () => {
  it('goes from the plug to the receipt, with meter values that agree with each other', async () => {
    const { central, charger } = await beginBooted('1.6', { speed: 60 });
    await charger.act('plug');
    await central.expect('StatusNotification', isStatus('Preparing'));
    await charger.act('authorize');
    const { payload: authorize } = await central.expect('Authorize');
    const { payload: start } = await central.expect('StartTransaction');
    expect(start).toMatchObject({ connectorId: 1, idTag: authorize['idTag'] });
    await central.expect('StatusNotification', isStatus('Charging'));
    const { payload: first } = await central.expect('MeterValues');
    const { payload: later } = await central.expect('MeterValues');
    const values = sampled(later);
    expect(values.every(({ context }) => context === 'Sample.Periodic')).toBe(true);
    const power = valueOf(values, 'Power.Active.Import');
    const byPhase = ['L1', 'L2', 'L3'].map(
      (phase) => valueOf(values, 'Current.Import', phase) * valueOf(values, 'Voltage', `${phase}-N`),
    );
    expect(power).toBeGreaterThan(10_500);
    expect(power).toBeLessThan(11_300);
    expect(Math.abs(byPhase.reduce((sum, watts) => sum + watts, 0) - power)).toBeLessThan(20);
    const gained =
      valueOf(values, 'Energy.Active.Import.Register') -
      valueOf(sampled(first), 'Energy.Active.Import.Register');
    expect(gained).toBeGreaterThan(50);
    expect(valueOf(values, 'SoC')).toBeGreaterThan(10);
    expect(valueOf(values, 'Temperature')).toBeGreaterThan(19);
    expect(charger.state()).toMatchObject({
      isCharging: true,
      isPlugged: true,
      connectorStatus: 'Charging',
      link: 'connected',
    });

    await charger.act('unplug');
    const { payload: stop } = await central.expect('StopTransaction');
    await central.expect('StatusNotification', isStatus('Finishing'));
    await central.expect('StatusNotification', isStatus('Available'));
    expect(stop).toMatchObject({ reason: 'EVDisconnected', transactionId: 4001 });
    expect(Number(stop['meterStop'])).toBeGreaterThan(Number(start['meterStart']));
    const contexts = (stop['transactionData'] as unknown as { sampledValue: Sampled[] }[]).map(
      (value) => value.sampledValue[0]?.context,
    );
    expect(contexts).toEqual(['Transaction.Begin', 'Transaction.End']);
    expect(charger.state()).toMatchObject({ isCharging: false, isPlugged: false, powerW: 0 });
  });

  it('ends by the tag that began it, and then finishes until it is unplugged', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    await central.expect('StatusNotification', isStatus('Preparing'));
    await charger.act('authorize');
    await central.expect('StatusNotification', isStatus('Charging'));
    await charger.act('authorize');
    const { payload: stop } = await central.expect('StopTransaction');
    expect(stop).toMatchObject({ reason: 'Local', idTag: '04A2B1C6D95E80' });
    await central.expect('StatusNotification', isStatus('Finishing'));
    await charger.act('unplug');
    await central.expect('StatusNotification', isStatus('Available'));
  });

  it('starts from afar when the car comes, and stops from afar', async () => {
    const { central, charger } = await beginBooted('1.6');
    expect(await central.status('RemoteStartTransaction', { idTag: 'REMOTE', connectorId: 1 })).toBe(
      'Accepted',
    );
    await central.expect('StatusNotification', isStatus('Preparing'));
    expect(await central.status('RemoteStartTransaction', { idTag: 'OTHER', connectorId: 1 })).toBe(
      'Rejected',
    );
    await charger.act('plug');
    expect((await central.expect('StartTransaction')).payload).toMatchObject({ idTag: 'REMOTE' });
    await central.expect('StatusNotification', isStatus('Charging'));
    expect(await central.status('RemoteStopTransaction', { transactionId: 1 })).toBe('Rejected');
    expect(await central.status('RemoteStopTransaction', { transactionId: 4001 })).toBe('Accepted');
    expect((await central.expect('StopTransaction')).payload).toMatchObject({ reason: 'Remote' });
  });

  it('gives up a remote start when no car comes in time', async () => {
    const { central } = await beginBooted('1.6', { speed: 1000 });
    await central.call('RemoteStartTransaction', { idTag: 'REMOTE', connectorId: 1 });
    await central.expect('StatusNotification', isStatus('Preparing'));
    await central.expect('StatusNotification', isStatus('Available'));
    expect(central.received('StartTransaction')).toEqual([]);
  });

  it('charges nobody whom the central system refuses', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    central.responders.set('Authorize', () => ({ idTagInfo: { status: 'Blocked' } }));
    await charger.act('authorize');
    await central.expect('Authorize');
    central.responders.delete('Authorize');
    central.responders.set('StartTransaction', () => ({
      transactionId: 9,
      idTagInfo: { status: 'Invalid' },
    }));
    await charger.act('authorize');
    await central.expect('StartTransaction');
    expect((await central.expect('StopTransaction')).payload).toMatchObject({
      reason: 'DeAuthorized',
      transactionId: 9,
    });
    expect(central.received('StartTransaction')).toHaveLength(1);
  });

  it('keeps the transaction through a lost line and tells the rest afterwards', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    await charger.act('authorize');
    await central.expect('StatusNotification', isStatus('Charging'));
    central.dropConnection();
    await stateOf(charger, ({ link }) => link !== 'connected');
    await charger.act('unplug');
    const { payload } = await central.expect('StopTransaction');
    expect(payload).toMatchObject({ reason: 'EVDisconnected', transactionId: 4001 });
    expect(central.requests).toHaveLength(2);
    expect(central.received('BootNotification')).toHaveLength(1);
  });

  it('tries a transaction message again that came to nothing', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true, speed: 1000 });
    let tries = 0;
    central.responders.set('StartTransaction', () => {
      tries += 1;
      return tries < 3
        ? { callError: 'InternalError' }
        : { transactionId: 77, idTagInfo: { status: 'Accepted' } };
    });
    await charger.act('authorize');
    await central.expect('MeterValues', (payload) => payload['transactionId'] === 77);
    expect(tries).toBe(3);
  });

  it('shows a fault, ends what was running and recovers', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    await charger.act('authorize');
    await central.expect('StatusNotification', isStatus('Charging'));
    await charger.act('fault');
    expect((await central.expect('StatusNotification', isStatus('Faulted'))).payload).toMatchObject({
      errorCode: 'GroundFailure',
    });
    expect(central.received('StopTransaction')).toHaveLength(1);
    await expect(charger.act('authorize')).rejects.toMatchObject({ code: 'conflict' });
    await charger.act('clearFault');
    await central.expect(
      'StatusNotification',
      (payload) => payload['connectorId'] === 1 && payload['errorCode'] === 'NoError',
    );
  });

  it('refuses what a person cannot do', async () => {
    const { charger } = await begin('1.6');
    await expect(charger.act('unplug')).rejects.toMatchObject({ code: 'conflict' });
    await expect(charger.act('plug', 3)).rejects.toMatchObject({ code: 'not-found' });
  });
});
