import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../../electron/core/imports/importThread.ts';
import { toOpenOcppTrace, type OpenOcppTraceFlavour } from '../../shared/trace/openOcppTrace.ts';

const EXCHANGES = 100_000;
const ROUNDS = 3;

export interface ImportSpeed {
  importMs: number;
  jqMs: number;
  bytes: number;
  records: number;
}

export function hasJq(): boolean {
  return spawnSync('jq', ['--version']).status === 0;
}

/**
 * Imports Open OCPP Trace into a session file, checks and fsync included, and reads the same file with `jq -c .`, in
 * turns; the medians. `full` lines carry what the checks found, `strict` ones are checked anew.
 */
export async function measureImport(flavour: OpenOcppTraceFlavour): Promise<ImportSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
  try {
    const path = join(folder, 'trace.jsonl');
    writeTrace(path, flavour);
    const imports: number[] = [];
    const reads: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const out = join(folder, `${round}.kerbside`);
      const startAt = performance.now();
      await runImport({ path, options: {}, out });
      imports.push(performance.now() - startAt);
      rmSync(out);
      const jqAt = performance.now();
      execFileSync('jq', ['-c', '.', path], { stdio: ['ignore', 'ignore', 'inherit'] });
      reads.push(performance.now() - jqAt);
    }
    const bytes = statSync(path).size;
    return { importMs: median(imports), jqMs: median(reads), bytes, records: EXCHANGES * 2 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function writeTrace(path: string, flavour: OpenOcppTraceFlavour): void {
  const file = openSync(path, 'w');
  let text = '';
  for (let n = 0; n < EXCHANGES; n += 1) {
    text += exchange(n, flavour);
    if (text.length < 1_000_000 && n + 1 < EXCHANGES) continue;
    writeSync(file, text);
    text = '';
  }
  closeSync(file);
}

/** What a charging station says most: heartbeats, meter values and states. */
function exchange(n: number, flavour: OpenOcppTraceFlavour): string {
  const at = 1_790_000_000_000 + n * 750;
  const time = new Date(at).toISOString();
  const messageId = `${n.toString(16).padStart(8, '0')}-7b1c-4d2e`;
  const [action = '', payload = '{}', answer = '{}'] =
    [
      ['Heartbeat', '{}', `{"currentTime":"${time}"}`],
      ['MeterValues', meterValues(n, time)],
      [
        'StatusNotification',
        `{"connectorId":1,"errorCode":"NoError","status":"Charging","timestamp":"${time}"}`,
      ],
    ][n % 3] ?? [];
  const common = {
    stationId: `CP-${n % 7}`,
    version: '1.6',
    messageId,
    action,
    issues: [],
    rawEncoding: 'text',
    latencyMs: 4,
  } as const;
  const seq = n * 2 + 1;
  const raw = `[2,"${messageId}","${action}",${payload}]`;
  const call = { ...common, seq, at, kind: 'call', direction: 'in', pairSeq: seq + 1, raw } as const;
  const result = {
    ...common,
    seq: seq + 1,
    at: at + 4,
    kind: 'result',
    direction: 'out',
    pairSeq: seq,
    raw: `[3,"${messageId}",${answer}]`,
  } as const;
  return [call, result].map((record) => `${JSON.stringify(toOpenOcppTrace(record, flavour))}\n`).join('');
}

function meterValues(n: number, time: string): string {
  const sampledValue = [
    { value: String(n), measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
    { value: '7400', measurand: 'Power.Active.Import', unit: 'W' },
    { value: '16.1', measurand: 'Current.Import', phase: 'L1', unit: 'A' },
  ];
  return JSON.stringify({
    connectorId: 1,
    transactionId: 12_345,
    meterValue: [{ timestamp: time, sampledValue }],
  });
}
