import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { beginBooted, stateOf } from './practiceFixture.ts';

const inOneHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

function profile16(purpose: string, limit: number, stackLevel = 0): JsonObject {
  return {
    chargingProfileId: 10 + stackLevel,
    stackLevel,
    chargingProfilePurpose: purpose,
    chargingProfileKind: 'Relative',
    chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] },
  };
}

describe('smart charging', () => {
  it('keeps to the limit, suspends at 0, and goes on when the profile is cleared', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true, speed: 30 });
    await charger.act('authorize');
    await stateOf(charger, ({ powerW }) => powerW > 10_500);
    const set = (profile: JsonObject): Promise<unknown> =>
      central.status('SetChargingProfile', { connectorId: 1, csChargingProfiles: profile });
    expect(await set(profile16('TxDefaultProfile', 8))).toBe('Accepted');
    await stateOf(charger, ({ powerW }) => powerW > 5_200 && powerW < 5_700);
    expect(await set(profile16('TxProfile', 0, 1))).toBe('Accepted');
    await central.expect('StatusNotification', ({ status }) => status === 'SuspendedEVSE');
    expect(await central.status('ClearChargingProfile', { chargingProfilePurpose: 'TxProfile' })).toBe(
      'Accepted',
    );
    expect(await central.status('ClearChargingProfile', { id: 999 })).toBe('Unknown');
    await stateOf(charger, ({ powerW }) => powerW > 5_200 && powerW < 5_700);
  });

  it('refuses a profile that cannot be there', async () => {
    const { central } = await beginBooted('1.6');
    const set = (connectorId: number, csChargingProfiles: JsonObject): Promise<unknown> =>
      central.status('SetChargingProfile', { connectorId, csChargingProfiles });
    expect(await set(1, profile16('TxProfile', 8))).toBe('Rejected');
    expect(await set(1, profile16('ChargePointMaxProfile', 8))).toBe('Rejected');
    expect(await set(1, profile16('TxDefaultProfile', 8, 99))).toBe('Rejected');
    expect(await set(3, profile16('TxDefaultProfile', 8))).toBe('Rejected');
  });

  it('puts a schedule together out of several profiles', async () => {
    const { central } = await beginBooted('1.6');
    const max = profile16('ChargePointMaxProfile', 12);
    const stepped = {
      ...profile16('TxDefaultProfile', 16, 1),
      chargingSchedule: {
        chargingRateUnit: 'W',
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: 11_040 },
          { startPeriod: 60, limit: 6_900 },
        ],
      },
    };
    await central.call('SetChargingProfile', { connectorId: 0, csChargingProfiles: max });
    await central.call('SetChargingProfile', { connectorId: 1, csChargingProfiles: stepped });
    const answer = await central.call('GetCompositeSchedule', { connectorId: 1, duration: 300 });
    expect(answer).toMatchObject({
      payload: {
        status: 'Accepted',
        chargingSchedule: {
          chargingSchedulePeriod: [
            { startPeriod: 0, limit: 12 },
            { startPeriod: 60, limit: 10 },
          ],
        },
      },
    });
  });

  it('reports the profiles of 2.0.1 as they came', async () => {
    const { central } = await beginBooted('2.0.1');
    const chargingProfile = {
      id: 3,
      stackLevel: 1,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Absolute',
      chargingSchedule: [
        {
          id: 1,
          startSchedule: inOneHour(),
          chargingRateUnit: 'A',
          chargingSchedulePeriod: [{ startPeriod: 0, limit: 9.5 }],
        },
      ],
    };
    expect(await central.status('GetChargingProfiles', { requestId: 1, chargingProfile: {} })).toBe(
      'NoProfiles',
    );
    expect(await central.status('SetChargingProfile', { evseId: 2, chargingProfile })).toBe('Accepted');
    expect(await central.status('GetChargingProfiles', { requestId: 2, chargingProfile: {} })).toBe(
      'Accepted',
    );
    const { payload } = await central.expect('ReportChargingProfiles');
    expect(payload).toMatchObject({ evseId: 2, chargingProfile: [chargingProfile] });
  });
});

describe('availability, reservation, local list', () => {
  it('goes out of service when the transaction is over', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    await charger.act('authorize');
    await central.expect('StartTransaction');
    const change = { connectorId: 0, type: 'Inoperative' };
    expect(await central.status('ChangeAvailability', change)).toBe('Scheduled');
    await central.expect(
      'StatusNotification',
      ({ connectorId, status }) => connectorId === 2 && status === 'Unavailable',
    );
    await charger.act('unplug');
    await central.expect(
      'StatusNotification',
      ({ connectorId, status }) => connectorId === 1 && status === 'Unavailable',
    );
    expect(await central.status('ChangeAvailability', { connectorId: 5, type: 'Operative' })).toBe(
      'Rejected',
    );
    expect(await central.status('ChangeAvailability', { connectorId: 0, type: 'Operative' })).toBe(
      'Accepted',
    );
    await central.expect(
      'StatusNotification',
      ({ connectorId, status }) => connectorId === 1 && status === 'Available',
    );
  });

  it('holds a connector for one tag, and gives it back', async () => {
    const { central, charger } = await beginBooted('1.6');
    const reserve = (connectorId: number, reservationId: number): Promise<unknown> =>
      central.status('ReserveNow', { connectorId, reservationId, idTag: 'GUEST', expiryDate: inOneHour() });
    expect(await reserve(0, 1)).toBe('Rejected');
    expect(await reserve(1, 1)).toBe('Accepted');
    await central.expect('StatusNotification', ({ status }) => status === 'Reserved');
    expect(await reserve(1, 2)).toBe('Occupied');
    expect(await central.status('RemoteStartTransaction', { connectorId: 1, idTag: 'OTHER' })).toBe(
      'Rejected',
    );
    expect(await central.status('RemoteStartTransaction', { connectorId: 1, idTag: 'GUEST' })).toBe(
      'Accepted',
    );
    await charger.act('plug');
    expect((await central.expect('StartTransaction')).payload).toMatchObject({ reservationId: 1 });
    expect(await central.status('CancelReservation', { reservationId: 1 })).toBe('Rejected');
  });

  it('tells that a reservation ran out', async () => {
    const { central } = await beginBooted('2.0.1', { speed: 1000 });
    const idToken = { idToken: 'GUEST', type: 'Central' };
    const expiryDateTime = new Date(Date.now() + 60_000).toISOString();
    expect(await central.status('ReserveNow', { id: 8, expiryDateTime, idToken, evseId: 1 })).toBe(
      'Accepted',
    );
    const { payload } = await central.expect('ReservationStatusUpdate');
    expect(payload).toEqual({ reservationId: 8, reservationUpdateStatus: 'Expired' });
  });

  it('takes lists by their version and decides by them when told to', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    const send = (listVersion: number, updateType: string): Promise<unknown> =>
      central.status('SendLocalList', {
        listVersion,
        updateType,
        localAuthorizationList: [{ idTag: '04A2B1C6D95E80', idTagInfo: { status: 'Accepted' } }],
      });
    expect(await send(5, 'Full')).toBe('Accepted');
    expect(await send(5, 'Differential')).toBe('VersionMismatch');
    expect(await central.call('GetLocalListVersion', {})).toMatchObject({ payload: { listVersion: 5 } });
    await central.call('ChangeConfiguration', { key: 'LocalPreAuthorize', value: 'true' });
    await charger.act('authorize');
    await central.expect('StartTransaction');
    expect(central.received('Authorize')).toEqual([]);
  });

  it('unlocks, and a running transaction ends by it', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    await charger.act('authorize');
    await central.expect('StartTransaction');
    expect(await central.status('UnlockConnector', { connectorId: 9 })).toBe('NotSupported');
    expect(await central.status('UnlockConnector', { connectorId: 1 })).toBe('Unlocked');
    expect((await central.expect('StopTransaction')).payload).toMatchObject({ reason: 'UnlockCommand' });
  });
});

describe('triggers', () => {
  const triggers16 = [
    'BootNotification',
    'DiagnosticsStatusNotification',
    'FirmwareStatusNotification',
    'Heartbeat',
    'MeterValues',
    'StatusNotification',
  ];

  it.each(triggers16)('sends %s in 1.6', async (requestedMessage) => {
    const { central } = await beginBooted('1.6');
    expect(await central.status('TriggerMessage', { requestedMessage })).toBe('Accepted');
    await central.expect(requestedMessage);
    expect(
      await central.status('TriggerMessage', { requestedMessage: 'StatusNotification', connectorId: 7 }),
    ).toBe('Rejected');
  });

  it.each([
    ['LogStatusNotification', 'LogStatusNotification'],
    ['FirmwareStatusNotification', 'SignedFirmwareStatusNotification'],
    ['SignChargePointCertificate', 'SignCertificate'],
  ])('sends %s of the security extension as %s', async (requestedMessage, action) => {
    const { central } = await beginBooted('1.6');
    expect(await central.status('ExtendedTriggerMessage', { requestedMessage })).toBe('Accepted');
    await central.expect(action);
  });

  it.each([
    ['BootNotification', 'BootNotification'],
    ['Heartbeat', 'Heartbeat'],
    ['LogStatusNotification', 'LogStatusNotification'],
    ['FirmwareStatusNotification', 'FirmwareStatusNotification'],
    ['MeterValues', 'MeterValues'],
    ['StatusNotification', 'StatusNotification'],
    ['TransactionEvent', 'TransactionEvent'],
    ['SignChargingStationCertificate', 'SignCertificate'],
  ])('sends %s in 2.0.1', async (requestedMessage, action) => {
    const { central, charger } = await beginBooted('2.0.1', { plug: true });
    await charger.act('authorize');
    await central.expect('TransactionEvent', ({ triggerReason }) => triggerReason === 'ChargingStateChanged');
    expect(await central.status('TriggerMessage', { requestedMessage })).toBe('Accepted');
    const { payload } = await central.expect(action);
    if (action === 'TransactionEvent') expect(payload).toMatchObject({ triggerReason: 'Trigger' });
    expect(await central.status('TriggerMessage', { requestedMessage: 'SignV2GCertificate' })).toBe(
      'NotImplemented',
    );
  });
});

describe('certificates and data transfer', () => {
  it('refuses what is no certificate and finds nothing to list', async () => {
    const { central } = await beginBooted('2.0.1');
    const certificateType = 'CSMSRootCertificate';
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const certificate = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await central.status('InstallCertificate', { certificateType, certificate })).toBe('Rejected');
    expect(await central.status('GetInstalledCertificateIds', {})).toBe('NotFound');
    expect(await central.status('CertificateSigned', { certificateChain: 'nonsense' })).toBe('Rejected');
    expect((await central.expect('SecurityEventNotification')).payload).toMatchObject({
      type: 'InvalidChargePointCertificate',
    });
  });

  it.each([
    [{ vendorId: 'Other' }, 'UnknownVendorId'],
    [{ vendorId: 'Kerbside', messageId: 'Nope' }, 'UnknownMessageId'],
    [{ vendorId: 'Kerbside', messageId: 'Echo', data: 'hello' }, 'Accepted'],
  ])('answers %j with %s', async (payload, expected) => {
    const { central } = await beginBooted('1.6');
    expect(await central.status('DataTransfer', payload)).toBe(expected);
  });
});
