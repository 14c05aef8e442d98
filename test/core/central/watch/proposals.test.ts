import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../../../../electron/core/central/watch/detectors.ts';
import type { NewFinding, StationEvent } from '../../../../electron/core/central/watch/detector.ts';
import { StationWatch } from '../../../../electron/core/central/watch/stationWatch.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { QuirkProfile } from '../../../../shared/station/quirkProfile.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);

type Told = { at: number } & Record<string, unknown>;

/** What a station did, minute by minute where no time is given. */
function proposalsAfter(events: readonly object[]): { code: string; change: QuirkProfile | undefined }[] {
  const found = new Map<string, NewFinding>();
  const defects: unknown[] = [];
  const watch = new StationWatch(
    DETECTORS,
    (finding) => {
      if (finding.proposal !== undefined) found.set(finding.code, finding);
    },
    (error) => defects.push(error),
  );
  events.forEach((event, index) => {
    const told = { at: START + index * MINUTE, ...event } as Told & StationEvent;
    if (told.type === 'call') {
      watch.inspect(told);
      watch.recorded(told.at, index + 1);
    } else watch.note(told);
  });
  expect(defects).toEqual([]);
  return [...found.values()].map(({ code, proposal }) => ({ code, change: proposal?.change }));
}

const connected = { type: 'connected', version: '1.6', transport: 'json' } as const;
const boot = (payload: object) => ({ type: 'call', action: 'BootNotification', payload }) as const;
const left = (by: 'station' | 'kerbside' | 'network', code = 1006) =>
  ({ type: 'disconnected', by, code }) as const;

function outcome(how: Outcome['outcome'], payload: object): object {
  return { type: 'outcome', payload, outcome: { outcome: how, action: 'GetConfiguration', requestSeq: 1 } };
}

describe('compression', () => {
  const compressed = { ...connected, isCompressed: true };

  it('is off where either side could not read a frame of a compressed connection', () => {
    for (const end of [left('station', 1002), left('station', 1007), left('kerbside', 1007)]) {
      const expected = [{ code: 'compression-fails', change: { compression: false } }];
      expect(proposalsAfter([compressed, end])).toEqual(expected);
    }
  });

  it('stays on where the line just broke, or nothing was compressed', () => {
    expect(proposalsAfter([compressed, left('network'), compressed, left('station', 1000)])).toEqual([]);
    expect(proposalsAfter([connected, left('station', 1002)])).toEqual([]);
  });
});

describe('GetConfiguration of all keys', () => {
  it('is not asked for any more after it failed twice', () => {
    expect(proposalsAfter([outcome('timed-out', {})])).toEqual([]);
    for (const how of ['timed-out', 'disconnected'] as const) {
      expect(proposalsAfter([outcome(how, {}), outcome(how, { key: [] })])).toEqual([
        { code: 'configuration-all-keys', change: { configurationChunk: 4 } },
      ]);
    }
  });

  it('is asked for again after it was answered, refused or cancelled', () => {
    const events = [outcome('timed-out', {}), outcome('answered', {}), outcome('timed-out', {})];
    expect(proposalsAfter(events)).toEqual([]);
    expect(
      proposalsAfter([outcome('refused', {}), outcome('cancelled', {}), outcome('refused', {})]),
    ).toEqual([]);
  });
});

describe('the identity', () => {
  it('is the whole path of two that come by turns with the same last part', () => {
    const [one, other] = [
      { ...connected, path: '/north/1' },
      { ...connected, path: '/south/1' },
    ];
    expect(proposalsAfter([one, other, one])).toEqual([
      { code: 'identity-shared', change: { idRule: 'whole-path' } },
    ]);
    // An address that was corrected is no second station.
    expect(proposalsAfter([one, other, other, other])).toEqual([]);
  });
});

describe('a make whose habits are known', () => {
  it.each([
    [{ chargePointVendor: 'ENTRATEK GmbH', chargePointModel: 'X' }, { configurationChunk: 4 }],
    [{ chargePointVendor: 'JIGU', chargePointModel: 'X' }, { closeBy: 'drop' }],
    [{ chargePointVendor: 'Compleo CS', chargePointModel: 'X' }, { fileProtocols: ['sftp'] }],
    [{ chargePointVendor: 'X', chargePointModel: 'OpenEVSE-32' }, { fileProtocols: ['http'] }],
    [
      { chargePointVendor: 'X', chargePointModel: 'Y', firmwareVersion: 'MicroOcpp 1.2' },
      { fileProtocols: ['http', 'ftp'], ftpLogin: 'none' },
    ],
    [
      { chargePointVendor: 'ABB', chargePointModel: 'Terra AC W22', firmwareVersion: '1.8.21' },
      { configurationChunk: 4 },
    ],
  ])('%j', (told, change) => {
    expect(proposalsAfter([connected, boot(told)])).toEqual([{ code: 'known-make', change }]);
  });

  it.each([
    [{ chargePointVendor: 'ABB', chargePointModel: 'Terra AC W22', firmwareVersion: '1.8.210' }],
    [{ chargePointVendor: 'Example', chargePointModel: 'Terra', firmwareVersion: '1.8.21' }],
    [{}],
    [{ chargePointVendor: 7 }],
  ])('is not %j', (told) => {
    expect(proposalsAfter([connected, boot(told)])).toEqual([]);
  });
});
