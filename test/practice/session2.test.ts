import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { beginBooted } from './practiceFixture.ts';

const isEvent =
  (eventType: string, triggerReason?: string) =>
  (payload: JsonObject): boolean =>
    payload['eventType'] === eventType &&
    (triggerReason === undefined || payload['triggerReason'] === triggerReason);

interface TransactionEvent {
  seqNo: number;
  transactionInfo: { transactionId: string; chargingState: string };
}

describe.each(['2.0.1', '2.1'] as const)('a charging session in %s', (version) => {
  it('goes from the plug to the receipt', async () => {
    const { central, charger } = await beginBooted(version, { speed: 60 });
    await charger.act('plug');
    await central.expect('StatusNotification', ({ connectorStatus }) => connectorStatus === 'Occupied');
    await charger.act('authorize');
    await central.expect('Authorize');
    const { payload: started } = await central.expect('TransactionEvent', isEvent('Started', 'Authorized'));
    expect(started).toMatchObject({
      seqNo: 0,
      evse: { id: 1, connectorId: 1 },
      idToken: { type: 'ISO14443' },
    });
    expect(JSON.stringify(started['meterValue'])).toContain('Transaction.Begin');
    const { payload: changed } = await central.expect(
      'TransactionEvent',
      isEvent('Updated', 'ChargingStateChanged'),
    );
    expect(changed).toMatchObject({ transactionInfo: { chargingState: 'Charging' } });
    const { payload: sample } = await central.expect(
      'TransactionEvent',
      isEvent('Updated', 'MeterValuePeriodic'),
    );
    const text = JSON.stringify(sample);
    for (const word of ['Power.Active.Import', 'L3-N', '"SoC"', 'Sample.Periodic', '"unit":"Wh"'])
      expect(text).toContain(word);
    await charger.act('unplug');
    const { payload: ended } = await central.expect('TransactionEvent', isEvent('Ended'));
    expect(ended).toMatchObject({
      triggerReason: 'EVCommunicationLost',
      transactionInfo: { stoppedReason: 'EVDisconnected' },
    });
    await central.expect('StatusNotification', ({ connectorStatus }) => connectorStatus === 'Available');
    const events = central.received('TransactionEvent') as unknown as TransactionEvent[];
    expect(events.map(({ seqNo }) => seqNo)).toEqual(events.map((_event, index) => index));
    expect(new Set(events.map(({ transactionInfo }) => transactionInfo.transactionId)).size).toBe(1);
  });

  it('starts and stops from afar, and knows what is going on', async () => {
    const { central, charger } = await beginBooted(version, { speed: 10 });
    const idToken = { idToken: 'REMOTE', type: 'Central' };
    expect(await central.status('RequestStartTransaction', { idToken, remoteStartId: 5, evseId: 2 })).toBe(
      'Accepted',
    );
    await charger.act('plug', 2);
    const { payload: started } = await central.expect('TransactionEvent', isEvent('Started', 'RemoteStart'));
    expect(started).toMatchObject({ transactionInfo: { remoteStartId: 5 }, evse: { id: 2 } });
    const { transactionId } = (started as unknown as TransactionEvent).transactionInfo;
    const running = await central.call('GetTransactionStatus', { transactionId });
    expect(running).toMatchObject({ payload: { ongoingIndicator: true } });
    expect(await central.status('UnlockConnector', { evseId: 2, connectorId: 1 })).toBe(
      'OngoingAuthorizedTransaction',
    );
    expect(await central.status('Reset', { type: 'OnIdle' })).toBe('Scheduled');
    expect(await central.status('RequestStopTransaction', { transactionId })).toBe('Accepted');
    await central.expect('TransactionEvent', isEvent('Ended', 'RemoteStop'));
    expect((await central.expect('BootNotification')).payload).toMatchObject({ reason: 'ScheduledReset' });
  });

  it('tells a fault by status and event', async () => {
    const { central, charger } = await beginBooted(version);
    await charger.act('fault', 2);
    await central.expect(
      'StatusNotification',
      ({ connectorStatus, evseId }) => connectorStatus === 'Faulted' && evseId === 2,
    );
    await central.expect('NotifyEvent');
  });
});
