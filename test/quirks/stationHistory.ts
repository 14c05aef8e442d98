import { expect } from 'vitest';
import { DETECTORS } from '../../electron/core/central/watch/detectors.ts';
import { FindingLog } from '../../electron/core/central/watch/findingLog.ts';
import { StationWatch } from '../../electron/core/central/watch/stationWatch.ts';
import { StationHandle } from '../../electron/core/central/station/stationHandle.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import type { Finding } from '../../shared/station/finding.ts';
import type { Outcome } from '../../shared/station/outcome.ts';
import type { Connector, Station } from '../../shared/station/station.ts';
import type { Issue } from '../../shared/trace/issue.ts';

/** What happens, in order; times are seconds since the beginning of the story. */
export type Step =
  | { s: number; connects: OcppVersion }
  | { s: number; leaves: 'station' | 'kerbside' | 'network' }
  /** A call of the station and what it is answered. */
  | { s: number; call: string; payload: Json; answer?: JsonObject }
  /** A command of ours that ended; it was sent at `sentS`. */
  | { s: number; sentS?: number; sent: string; payload: JsonObject; ended: Partial<Outcome> }
  /** A second has passed, and nothing else. */
  | { s: number; tick: true };

/** One quirk of the catalogue: what a station does over time, and what is to be said about it. */
export interface HistoryRow {
  row: number;
  title: string;
  steps: readonly Step[];
  /** Codes on the records, all of them, in order. */
  issues?: readonly string[];
  /** Codes of the findings, all of them, in alphabetical order. */
  findings: readonly string[];
  /** Words that the sentences of the findings must hold. */
  says?: RegExp;
  /** The connectors as they are shown at the end. */
  connectors?: ReadonlyArray<Partial<Connector>>;
}

export const T0 = Date.UTC(2026, 10, 21, 10);

/** The time `s` seconds after the beginning, as stations write it. */
export function iso(s: number): string {
  return new Date(T0 + s * 1000).toISOString();
}

export const ACCEPTED: JsonObject = { status: 'Accepted', currentTime: iso(0), interval: 300 };
export const BOOT_16: JsonObject = { chargePointVendor: 'Example', chargePointModel: 'Box' };

export function connects(s: number, version: OcppVersion = '1.6'): Step {
  return { s, connects: version };
}

export function boots(s: number, answer: JsonObject = ACCEPTED): Step {
  return { s, call: 'BootNotification', payload: BOOT_16, answer };
}

/** The same in the words of 2.x. */
export function boots2(s: number): Step {
  const payload: JsonObject = {
    reason: 'PowerUp',
    chargingStation: { vendorName: 'Example', model: 'Box' },
  };
  return { s, call: 'BootNotification', payload, answer: ACCEPTED };
}

export function call(s: number, action: string, payload: Json = {}, answer: JsonObject = {}): Step {
  return { s, call: action, payload, answer };
}

/** A command that was answered with a payload. */
export function answered(s: number, sent: string, payload: JsonObject, answer: JsonObject): Step {
  return { s, sent, payload, ended: { outcome: 'answered', payload: answer } };
}

export function refused(s: number, sent: string, payload: JsonObject, code: string): Step {
  return { s, sent, payload, ended: { outcome: 'refused', code, description: '' } };
}

export function timedOut(s: number, sent: string): Step {
  return { s, sentS: s - 30, sent, payload: {}, ended: { outcome: 'timed-out' } };
}

/** Every second from one to the other, both included. */
export function ticks(from: number, to: number): Step[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({ s: from + index, tick: true }));
}

export interface Told {
  issues: Issue[];
  findings: Finding[];
  station: Station;
  defects: unknown[];
}

/** Plays a history to all detectors and to the state of the station. */
export function play(steps: readonly Step[]): Told {
  const log = new FindingLog();
  const defects: unknown[] = [];
  const issues: Issue[] = [];
  const watch = new StationWatch(
    DETECTORS,
    (finding, at, seq) => log.add('CP1', finding, at, seq),
    (error) => defects.push(error),
  );
  const handle = StationHandle.unseen({ stationId: 'CP1', remoteAddress: '10.0.0.9' }, () => undefined);
  const events = handle.sessionEvents();
  let seq = 0;
  for (const step of steps) {
    const at = T0 + step.s * 1000;
    seq += 1;
    if ('connects' in step) {
      watch.note({ type: 'connected', at, version: step.connects, transport: 'json' });
    } else if ('leaves' in step) {
      watch.note({ type: 'disconnected', at, by: step.leaves, code: 1006 });
    } else if ('call' in step) {
      const { call: action, payload, answer } = step;
      events.received(at);
      issues.push(...watch.inspect({ type: 'call', at, action, payload }));
      watch.recorded(at, seq);
      const handled = { at, action, payload, ...(answer === undefined ? {} : { answer }) };
      watch.note({ type: 'answered', ...handled });
      events.called(handled);
    } else if ('sent' in step) {
      const outcome: Outcome = { action: step.sent, outcome: 'answered', requestSeq: seq, ...step.ended };
      const sentAt = step.sentS === undefined ? at : T0 + step.sentS * 1000;
      watch.note({ type: 'outcome', at, payload: step.payload, outcome, sentAt });
    } else {
      watch.note({ type: 'tick', at });
    }
  }
  return { issues, findings: log.list(), station: handle.station, defects };
}

/** A row holds when exactly its issues and findings are told, and each finding says what to do. */
export function expectRow({ steps, issues = [], findings, says, connectors }: HistoryRow): void {
  const told = play(steps);
  expect(told.defects).toEqual([]);
  expect(told.issues.map(({ code }) => code)).toEqual(issues);
  expect(told.findings.map(({ code }) => code).toSorted()).toEqual(findings);
  for (const { message, remedy } of told.findings) {
    expect(message).toMatch(/^[A-Z\d“].+[.)]$/);
    expect(remedy).toMatch(/^[A-Z].+[.)]$/);
  }
  if (says !== undefined) expect(told.findings.map(({ message }) => message).join(' ')).toMatch(says);
  if (connectors !== undefined) {
    expect(told.station.connectors).toHaveLength(connectors.length);
    expect(told.station.connectors).toMatchObject(connectors);
  }
}
