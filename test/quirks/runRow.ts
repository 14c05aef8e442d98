import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { RecordReadings } from '../../electron/core/central/recordReadings.ts';
import { Schemas } from '../../electron/core/central/schemas/schemas.ts';
import { FindingLog } from '../../electron/core/central/watch/findingLog.ts';
import { Trace } from '../../electron/core/trace/trace.ts';
import { assertNever } from '../../shared/assertNever.ts';
import type { TraceRecord } from '../../shared/trace/record.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startTestCore, type TestCore } from '../core/central/testCore.ts';
import type {
  CommandStep,
  ExpectedAnswer,
  ExpectedIssue,
  ExpectedMeaning,
  QuirkRow,
  QuirkStep,
  SendStep,
  TreatStep,
  WireStep,
} from './quirkRow.ts';

const STATION = 'QUIRK';
const schemas = new Schemas();

interface Stage {
  core: TestCore;
  trace: Trace;
  readings: RecordReadings;
  raw: RawStation;
  /** The answer that came last. */
  answered?: unknown;
  /** The transaction that was answered last: `"$TX"` in a frame stands for it. */
  transactionId: number;
}

/** The messages of the table have times of their own, long gone by: that is no subject of these rows. */
const OF_OTHER_TIMES = 'backlog';

/**
 * Plays a row with a real WebSocket against the real front door, central system and session file, and looks at what
 * became of it.
 */
export async function runRow(row: QuirkRow): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-quirk-'));
  const trace = Trace.open(join(folder, 'visit.kerbside'));
  const findings = new FindingLog();
  const core = await startTestCore({ recorder: trace.store, schemas, findings });
  try {
    const raw = await RawStation.connect(`${core.url}/${STATION}`, [`ocpp${row.version ?? '1.6'}`]);
    const stage: Stage = { core, trace, readings: new RecordReadings(trace, schemas), raw, transactionId: 1 };
    for (const step of row.steps) await play(step, stage);
    expect(
      findings
        .list()
        .filter(({ code }) => code !== OF_OTHER_TIMES)
        .map(({ code }) => code)
        .sort(),
    ).toEqual([...(row.findings ?? [])].sort());
    if (row.station !== undefined) expect(core.central.find(STATION)).toMatchObject(row.station);
    expect(core.log).toEqual([]);
    raw.socket.terminate();
  } finally {
    await core.close();
    await trace.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function play(step: QuirkStep, stage: Stage): Promise<void> {
  if ('send' in step) return playSend(step, stage);
  if ('wire' in step) return playWire(step, stage);
  if ('command' in step) return playCommand(step, stage);
  if ('treatAsCall' in step) return playTreat(step, stage);
  return assertNever(step);
}

async function playSend(step: SendStep, stage: Stage): Promise<void> {
  const { trace, raw } = stage;
  const before = trace.store.lastSeq;
  const text = step.send.replaceAll('"$TX"', String(stage.transactionId));
  raw.socket.send(text);
  await expectAnswer(step.answer, stage);
  const record = received(trace, before);
  expect(record.raw).toBe(text);
  await expectRecord(record, step, stage);
}

async function playCommand(step: CommandStep, stage: Stage): Promise<void> {
  const { core, trace, raw } = stage;
  const { action, payload } = step.command;
  const outcome = core.central.call(STATION, action, JSON.stringify(payload), { timeoutMs: 300 });
  const [, id] = await raw.nextFrame();
  const before = trace.store.lastSeq;
  const text = step.reply.replaceAll('$ID', id);
  raw.socket.send(text);
  expect(await outcome).toMatchObject({ action, ...step.outcome });
  const record = received(trace, before);
  expect(record.raw).toBe(text);
  await expectRecord(record, step, stage);
}

async function playWire(step: WireStep, stage: Stage): Promise<void> {
  const { core, trace } = stage;
  const socket = connect({ port: core.port, host: '127.0.0.1' });
  // It is cut off in the end; what is in the record is what counts.
  socket.on('error', () => undefined);
  const lines = [
    `GET /${STATION} HTTP/1.1`,
    'Host: a',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: ocpp1.6',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  const before = trace.store.lastSeq;
  const closed = once(socket, 'close');
  socket.write(step.wire);
  socket.resume();
  await closed;
  const record = received(trace, before);
  expect(Buffer.from(record.raw, 'base64')).toEqual(Buffer.from(step.wire));
  await expectRecord(record, step, stage);
}

async function playTreat({ treatAsCall }: TreatStep, stage: Stage): Promise<void> {
  const { core, trace } = stage;
  const asked = trace.record(lastReceived(trace));
  const seq = core.central.treatAsCall(STATION, asked.raw, asked.seq);
  const answer = trace.record(seq);
  expect(answer.direction).toBe('out');
  expect(answer.issues.map(({ code }) => code)).toEqual(['treated-as-call']);
  await expectAnswer(treatAsCall, stage);
}

function received(trace: Trace, before: number): TraceRecord {
  const rows = trace.store.between(before + 1, trace.store.lastSeq);
  const row = rows.find(({ direction, kind }) => direction === 'in' && kind !== 'disconnect');
  if (row === undefined) throw new Error('nothing was recorded');
  return trace.record(row.seq);
}

function lastReceived(trace: Trace): number {
  const rows = trace.store.between(1, trace.store.lastSeq);
  return rows.findLast(({ direction, kind }) => direction === 'in' && kind === 'malformed')?.seq ?? 0;
}

async function expectAnswer(expected: ExpectedAnswer, stage: Stage): Promise<void> {
  const { raw, answered } = stage;
  if (expected === 'none') {
    // An answer would come before the one to this.
    expect(await raw.ask('Heartbeat', {}, 'barrier')).toHaveProperty('currentTime');
    return;
  }
  const frame = await raw.nextFrame();
  stage.answered = frame;
  const { transactionId } = (frame[2] ?? {}) as { transactionId?: number };
  if (transactionId !== undefined) stage.transactionId = transactionId;
  const [type, , ...rest] = frame;
  if (expected === 'result') expect(type).toBe(3);
  else if (expected === 'same') expect(frame).toEqual(answered);
  else if ('result' in expected) expect([type, ...rest]).toMatchObject([3, expected.result]);
  else
    expect([type, rest[0], rest[1]]).toEqual([
      4,
      expected.error,
      expect.stringContaining(expected.says ?? ''),
    ]);
}

async function expectRecord(
  record: TraceRecord,
  { issues, kind, meant }: { issues: readonly ExpectedIssue[]; kind?: string; meant?: ExpectedMeaning },
  { readings }: Stage,
): Promise<void> {
  const wanted = issues.map((issue) => (typeof issue === 'string' ? { issue } : issue));
  const found = record.issues
    .filter(({ code }) => code !== OF_OTHER_TIMES)
    .map(({ severity, code }) => `${severity} ${code}`);
  expect(found.sort()).toEqual(wanted.map(({ issue }) => issue as string).sort());
  for (const { issue, says = '', clause } of wanted) {
    const [, code] = issue.split(' ');
    const same = record.issues.filter((candidate) => candidate.code === code);
    expect(same.map(({ message }) => message).join(' ')).toMatch(says);
    if (clause !== undefined) expect(same[0]?.clause).toContain(clause);
  }
  if (kind !== undefined) expect(record.kind).toBe(kind);
  if (meant !== undefined) await expectMeaning(record, meant, readings);
}

async function expectMeaning(
  record: TraceRecord,
  expected: ExpectedMeaning,
  readings: RecordReadings,
): Promise<void> {
  const { text, repairs, assumed } = await readings.asMeant(record.seq);
  expect(repairs.map(({ code }) => code).sort()).toEqual([...expected.repairs].sort());
  expect(repairs.every(({ why }) => /^[“A-Z\d0-9nt].*\.$/su.test(why))).toBe(true);
  if (expected.text !== undefined) expect(text).toContain(expected.text);
  if (expected.payload !== undefined) expect(JSON.parse(text ?? 'null')).toMatchObject(expected.payload);
  if (expected.assumed !== undefined) {
    expect(assumed.map(({ field, value }) => `${field}=${value}`).sort()).toEqual(
      [...expected.assumed].sort(),
    );
  }
}
