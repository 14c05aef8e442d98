import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextClockSkew } from '../../../../electron/core/central/station/clockSkew.ts';
import { meterReading } from '../../../../electron/core/central/station/meterReading.ts';
import { applyCall } from '../../../../electron/core/central/station/stationState.ts';
import { stationTime } from '../../../../electron/core/central/station/stationTime.ts';
import type { Json, JsonObject } from '../../../../shared/json.ts';
import { stationSchema, type Station } from '../../../../shared/station/station.ts';

const AT = Date.UTC(2026, 10, 21, 10);
const iso = (offsetMs: number): string => new Date(AT + offsetMs).toISOString();

const EMPTY: Station = {
  id: 'CP1',
  connected: true,
  remoteAddress: '10.0.0.9',
  bootCount: 0,
  connectors: [],
  openCalls: 0,
};

type Step = [action: string, payload: Json, answer?: JsonObject];
const after = (...steps: Step[]): Station =>
  steps.reduce<Station>(
    (station, [action, payload, answer]) =>
      applyCall(station, { at: AT, action, payload, ...(answer === undefined ? {} : { answer }) }),
    EMPTY,
  );

describe('boot', () => {
  it('tells what a 1.6 station is', () => {
    const boot: Step = [
      'BootNotification',
      {
        chargePointVendor: 'Example',
        chargePointModel: 'Box',
        chargePointSerialNumber: 'S1',
        firmwareVersion: '1.8',
      },
      { interval: 300 },
    ];
    expect(after(boot, boot)).toMatchObject({
      vendor: 'Example',
      model: 'Box',
      serialNumber: 'S1',
      firmwareVersion: '1.8',
      bootCount: 2,
      lastBootAt: AT,
      heartbeatIntervalS: 300,
    });
  });

  it('tells what a 2.x station is, and forgets what an earlier boot said', () => {
    const station = after(
      ['BootNotification', { chargePointVendor: 'Old', chargePointModel: 'Old', firmwareVersion: '1' }],
      ['BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'Example', model: 'Box' } }],
    );
    expect(station).toMatchObject({ vendor: 'Example', model: 'Box' });
    expect(station?.firmwareVersion).toBeUndefined();
  });

  it('survives any payload', () => {
    for (const payload of [null, 1, 'x', [], {}, { chargingStation: 'x', chargePointVendor: {} }]) {
      expect(after(['BootNotification', payload]).bootCount).toBe(1);
    }
  });
});

describe('id tags that were shown', () => {
  it('are kept, the newest first, each once, ten at most', () => {
    const shown = (idTag: Json): Step => ['Authorize', { idTag }];
    const start: Step = [
      'StartTransaction',
      { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: iso(0) },
    ];
    expect(after(shown('A'), shown('B'), start).recentIdTags).toEqual(['A', 'B']);
    const many = Array.from({ length: 30 }, (_, at) => shown(`T${at}`));
    expect(after(...many).recentIdTags).toEqual(Array.from({ length: 10 }, (_, at) => `T${29 - at}`));
  });

  it('are those of 2.x, too', () => {
    const idToken = { idToken: '04A2', type: 'ISO14443' };
    expect(after(['Authorize', { idToken }]).recentIdTags).toEqual(['04A2']);
    const event = { eventType: 'Started', idToken, evse: { id: 1 }, transactionInfo: { transactionId: 'x' } };
    expect(after(['TransactionEvent', event]).recentIdTags).toEqual(['04A2']);
  });

  it('are no garbage', () => {
    for (const payload of [
      null,
      {},
      { idTag: '' },
      { idTag: ' ' },
      { idToken: 'x' },
      { idTag: 'x'.repeat(300) },
    ]) {
      expect(after(['Authorize', payload]).recentIdTags).toBeUndefined();
    }
  });
});

describe('connectors', () => {
  it('of 1.6 come from StatusNotification, in order', () => {
    const { connectors } = after(
      ['StatusNotification', { connectorId: 2, errorCode: 'NoError', status: 'Available' }],
      ['StatusNotification', { connectorId: 1, errorCode: 'GroundFailure', status: 'Faulted' }],
    );
    expect(connectors).toEqual([
      { connectorId: 1, status: 'Faulted', errorCode: 'GroundFailure', statusAt: AT },
      { connectorId: 2, status: 'Available', errorCode: 'NoError', statusAt: AT },
    ]);
  });

  it('of 2.x have an EVSE', () => {
    const { connectors } = after([
      'StatusNotification',
      { timestamp: iso(0), connectorStatus: 'Occupied', evseId: 2, connectorId: 1 },
    ]);
    expect(connectors).toEqual([{ evseId: 2, connectorId: 1, status: 'Occupied', statusAt: AT }]);
  });

  it('carry power, energy and SoC until nothing flows any more', () => {
    const metered: Step = [
      'MeterValues',
      {
        connectorId: 1,
        meterValue: [
          {
            timestamp: iso(0),
            sampledValue: [
              { value: '11.04', measurand: 'Power.Active.Import', unit: 'kW' },
              { value: '1234' },
              { value: '55', measurand: 'SoC', unit: 'Percent' },
            ],
          },
        ],
      },
    ];
    const charging: Step = [
      'StatusNotification',
      { connectorId: 1, errorCode: 'NoError', status: 'Charging' },
    ];
    expect(after(charging, metered).connectors[0]).toMatchObject({
      powerW: 11_040,
      energyWh: 1234,
      socPercent: 55,
    });
    const idle = after(charging, metered, [
      'StatusNotification',
      { connectorId: 1, errorCode: 'NoError', status: 'Available' },
    ]).connectors[0];
    expect(idle).toMatchObject({ energyWh: 1234, status: 'Available' });
    expect(idle?.powerW).toBeUndefined();
    expect(idle?.socPercent).toBeUndefined();
  });

  it('know their 1.6 transaction', () => {
    const start: Step = [
      'StartTransaction',
      { connectorId: 1, idTag: 'A', meterStart: 10 },
      { transactionId: 77 },
    ];
    expect(after(start).connectors[0]).toMatchObject({ transactionId: '77', energyWh: 10 });
    const stopped = after(start, ['StopTransaction', { transactionId: 77, meterStop: 500 }]).connectors[0];
    expect(stopped).toMatchObject({ energyWh: 500 });
    expect(stopped?.transactionId).toBeUndefined();
    expect(
      after(start, ['StopTransaction', { transactionId: 78, meterStop: 1 }]).connectors[0],
    ).toMatchObject({
      transactionId: '77',
    });
  });

  it('know their 2.x transaction, also where an event names no EVSE', () => {
    const event = (eventType: string, more: JsonObject): Step => [
      'TransactionEvent',
      { eventType, timestamp: iso(0), transactionInfo: { transactionId: 'T1' }, ...more },
    ];
    const power: JsonObject = {
      meterValue: [
        {
          timestamp: iso(0),
          sampledValue: [
            { value: 7.2, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'W', multiplier: 3 } },
          ],
        },
      ],
    };
    const started = event('Started', { evse: { id: 1, connectorId: 1 } });
    expect(after(started, event('Updated', power)).connectors).toEqual([
      { evseId: 1, connectorId: 1, status: 'Unknown', statusAt: 0, transactionId: 'T1', powerW: 7200 },
    ]);
    const ended = after(started, event('Updated', power), event('Ended', {})).connectors[0];
    expect(ended?.transactionId).toBeUndefined();
    expect(ended?.powerW).toBeUndefined();
  });

  it('do not grow without end', () => {
    const steps = Array.from({ length: 500 }, (_, connectorId): Step => [
      'StatusNotification',
      { connectorId, status: 'Available' },
    ]);
    expect(after(...steps).connectors).toHaveLength(200);
  });
});

describe('meter values', () => {
  it('sum phases where there is no total', () => {
    const phase = (name: string, value: string) => ({ value, measurand: 'Power.Active.Import', phase: name });
    const phases = [phase('L1', '1000'), phase('L2', ' 2000 '), phase('L3-N', '3000'), phase('L1-L2', '9')];
    expect(meterReading([{ sampledValue: phases }])).toEqual({ powerW: 6000 });
    expect(
      meterReading([{ sampledValue: [...phases, { value: 6100, measurand: 'Power.Active.Import' }] }]),
    ).toEqual({
      powerW: 6100,
    });
  });

  it('may be one object where a list belongs', () => {
    expect(meterReading({ timestamp: 'x', sampledValue: { value: '5' } })).toEqual({
      energyWh: 5,
      timestamp: 'x',
    });
  });

  it('take the newest, and nothing from what is no number', () => {
    const energy = (value: string) => ({ sampledValue: [{ value }] });
    expect(meterReading([energy('1'), energy('2')])).toEqual({ energyWh: 2 });
    expect(meterReading([energy('abc'), { sampledValue: null }, 'x'])).toEqual({});
  });
});

describe('clock', () => {
  it('is compared at fresh messages', () => {
    const skewed: Step = [
      'StatusNotification',
      { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp: iso(3_600_000) },
    ];
    expect(after(skewed).clockSkewMs).toBe(3_600_000);
    const late: Step = [
      'MeterValues',
      { connectorId: 1, meterValue: [{ timestamp: iso(-86_400_000), sampledValue: [] }] },
    ];
    expect(after(skewed, late).clockSkewMs).toBe(3_600_000);
  });

  it('takes a step back from a fresh message only', () => {
    expect(nextClockSkew(undefined, -900_000, 'maybe-late')).toBe(-900_000);
    expect(nextClockSkew(0, -900_000, 'maybe-late')).toBe(0);
    expect(nextClockSkew(0, -900_000, 'fresh')).toBe(-900_000);
    expect(nextClockSkew(0, 900_000, 'maybe-late')).toBe(900_000);
  });

  it.each([
    ['2026-11-21T10:00:00Z', AT],
    ['2026-11-21T10:00:00.123456+00:00', AT + 123],
    ['2026-11-21T13:00:00+03', AT],
    ['2026-11-21T13:00:00+0300', AT],
    ['2026-11-21 10:00:00Z', AT],
  ])('%s is read', (text, time) => {
    expect(stationTime(text, AT)).toBe(time);
  });

  it('takes a time without zone for the closer of UTC and local', () => {
    const local = new Date(AT);
    const pad = (n: number): string => String(n).padStart(2, '0');
    const text = `${local.getFullYear()}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}T${pad(local.getHours())}:00:00`;
    expect(stationTime(text, AT)).toBe(AT);
    expect(stationTime('2026-11-21T10:00:00', AT)).toBe(AT);
  });

  it.each(['', 'now', '2026-13-45T99:00:00Z', '12'])('%j is no time', (text) => {
    expect(stationTime(text, AT)).toBeUndefined();
  });
});

it('no payload can break it', () => {
  const names = [
    'connectorId',
    'evseId',
    'evse',
    'id',
    'status',
    'meterValue',
    'sampledValue',
    'value',
    'timestamp',
  ];
  const { payload } = fc.letrec<{ payload: unknown }>((tie) => ({
    payload: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 1, -1, 1.5, 1e300, '', 'Available', '7', '2026-11-21T10:00:00Z'),
      fc.array(tie('payload'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(...names, 'transactionInfo', 'transactionId', 'unitOfMeasure'),
        tie('payload'),
      ),
    ),
  }));
  const action = fc.constantFrom(
    'BootNotification',
    'StatusNotification',
    'MeterValues',
    'StartTransaction',
    'StopTransaction',
    'TransactionEvent',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(action, payload), { maxLength: 5 }), (steps) => {
      const station = after(...(steps as Step[]));
      expect(stationSchema.safeParse(station).error).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});
