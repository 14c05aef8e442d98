import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBigList } from './bigList.ts';
import { makeBigSession, writeJsonl } from './bigSession.ts';
import { measureBigText } from './bigText.ts';
import { measureOpening, measureSearch } from './bigTrace.ts';
import { measureFirmware, measureUpload } from './fileTransfer.ts';
import { hasJq, measureImport } from './jsonlImport.ts';
import { measurePortConsoleScreen, type ScreenReading } from './portConsoleScreen.ts';
import { measureRapiWake } from './rapiWake.ts';
import { FAST_LINE, measureSerial } from './serialRecording.ts';
import { LOADS, measureThroughput, type LoadName } from './throughput.ts';
import { measureWireToScreen } from './wireToScreen.ts';
import { measureYmodemPush } from './ymodemPush.ts';

interface Row {
  what: string;
  against: string;
  value: number;
  unit: 'x' | 'ms' | 'MB' | '/s';
  goal: string;
  reached: boolean;
  detail: string;
}

const rate = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;

/** Received, schema-checked, committed, answered; against both peers under the same load. */
async function throughputRows(load: LoadName): Promise<Row[]> {
  const { kerbside, echo, ocppRpc } = await measureThroughput(load);
  const { stations, openCalls } = LOADS[load];
  const what = `frames/s, ${stations} stations, ${openCalls} open each`;
  const row = (against: string, other: number, goal: number): Row => ({
    what,
    against,
    value: kerbside / other,
    unit: 'x',
    goal: `>= ${goal.toFixed(1)}`,
    reached: kerbside / other >= goal,
    detail: `${rate(kerbside)} against ${rate(other)}`,
  });
  return [row('bare ws echo with JSON.parse', echo, 0.6), row('ocpp-rpc server, strict', ocppRpc, 1)];
}

async function screenRows(): Promise<Row[]> {
  const { p50Ms, p95Ms, rows, framesPerSecond } = await measureWireToScreen();
  return [
    {
      what: 'wire to screen, p95, at 1,000 frames/s',
      against: '-',
      value: p95Ms,
      unit: 'ms',
      goal: '<= 50',
      reached: p95Ms <= 50,
      detail: `p50 ${p50Ms} ms, ${rows} rows seen`,
    },
    {
      what: 'the same, frames on the screen',
      against: '-',
      value: framesPerSecond,
      unit: '/s',
      goal: '60',
      reached: framesPerSecond >= 59,
      detail: '',
    },
  ];
}

const BIG_RECORDS = 1_000_000;

/** What a trace of a million records costs. */
async function bigRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
  try {
    const session = join(folder, 'big.kerbside');
    const jsonl = join(folder, 'big.jsonl');
    await makeBigSession(session, BIG_RECORDS);
    await writeJsonl(session, jsonl);
    const openMs = await measureOpening(session);
    const { oursMs, grepMs } = await measureSearch(session, jsonl);
    const { heapMb, frameP50Ms, frameP95Ms } = await measureBigList(folder, session);
    const of = '1,000,000 records';
    const common = { against: '-', detail: '' };
    return [
      {
        ...common,
        what: `open, first and last rows, ${of}`,
        value: openMs,
        unit: 'ms',
        goal: '<= 200',
        reached: openMs <= 200,
      },
      {
        what: `text search, first page, ${of}`,
        against: 'grep -c over the same as JSONL',
        value: oursMs / grepMs,
        unit: 'x',
        goal: '<= 1.0 of its time',
        reached: oursMs <= grepMs,
        detail: `${Math.round(oursMs)} ms against ${Math.round(grepMs)} ms`,
      },
      {
        ...common,
        what: `renderer heap, ${of}`,
        value: heapMb,
        unit: 'MB',
        goal: '<= 150',
        reached: heapMb <= 150,
      },
      {
        ...common,
        what: `frame while scrolling, p95, ${of}`,
        value: frameP95Ms,
        unit: 'ms',
        // The clock of the page has steps of 0.1 ms.
        goal: '<= 16.7',
        reached: frameP95Ms < 16.85,
        detail: `p50 ${frameP50Ms.toFixed(1)} ms`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing where jq is not installed. */
async function importRows(): Promise<Row[]> {
  if (!hasJq()) return [];
  const measured: Row[] = [];
  for (const flavour of ['full', 'strict'] as const) {
    const { importMs, jqMs, bytes, records } = await measureImport(flavour);
    measured.push({
      what: `import of Open OCPP Trace, ${flavour}`,
      against: 'jq -c . over the same file',
      value: jqMs / importMs,
      unit: 'x',
      goal: '>= 2.0',
      reached: jqMs / importMs >= 2,
      detail: `${rate((records / importMs) * 1000)}, ${Math.round(bytes / importMs / 1000)} MB/s`,
    });
  }
  return measured;
}

const megabytes = (bytes: number): number => bytes / 1e6;

/** What files from and to stations cost. */
async function fileRows(): Promise<Row[]> {
  const upload = await measureUpload();
  const firmware = await measureFirmware();
  const perSecond = (bytes: number): string => `${Math.round(megabytes(bytes))} MB/s`;
  return [
    {
      what: '1 GB by HTTP PUT, flushed and summed up',
      against: 'bare pipeline(req, file)',
      value: upload.kerbside / upload.bare,
      unit: 'x',
      goal: '>= 0.5',
      reached: upload.kerbside / upload.bare >= 0.5,
      detail: `${perSecond(upload.kerbside)} against ${perSecond(upload.bare)}`,
    },
    {
      what: 'memory that 1 GB by HTTP PUT adds',
      against: '-',
      value: megabytes(upload.growthBytes),
      unit: 'MB',
      goal: '< 80',
      reached: megabytes(upload.growthBytes) < 80,
      detail: '',
    },
    {
      what: 'heartbeat, p99, while 50 stations fetch 100 MB each',
      against: '-',
      value: firmware.p99Ms,
      unit: 'ms',
      goal: '< 100',
      reached: firmware.p99Ms < 100,
      detail: `p50 ${firmware.p50Ms.toFixed(1)} ms, quiet p99 ${firmware.quietP99Ms.toFixed(1)} ms, ${firmware.heartbeats} heartbeats, ${perSecond(firmware.bytesPerSecond)}`,
    },
  ];
}

/** A text of 500 MB that is looked at. */
async function textRows(): Promise<Row[]> {
  const { lines, firstLinesMs, countedMs, searchMs, grepMs, grownMB } = await measureBigText();
  const counted = `${lines.toLocaleString('en')} lines counted in ${Math.round(countedMs)} ms`;
  return [
    {
      what: 'a text of 500 MB, to its first lines',
      against: '-',
      value: firstLinesMs,
      unit: 'ms',
      goal: '<= 1000',
      reached: firstLinesMs <= 1000,
      detail: counted,
    },
    {
      what: 'a search in it, all lines',
      against: 'grep -c over the same',
      value: searchMs / grepMs,
      unit: 'x',
      goal: '<= 2.0 x its time',
      reached: searchMs / grepMs <= 2,
      detail: `${Math.round(searchMs)} ms against ${Math.round(grepMs)} ms`,
    },
    {
      what: 'memory that it adds',
      against: '-',
      value: grownMB,
      unit: 'MB',
      goal: '< 150',
      reached: grownMB < 150,
      detail: '',
    },
  ];
}

/** A push over a slow line. Without lrzsz there is nobody to compare with, and the row says so. */
async function ymodemRows(): Promise<Row[]> {
  const { oursMs, sbMs, sizeBytes } = await measureYmodemPush();
  const ours = `${(oursMs / 1000).toFixed(2)} s for ${sizeBytes.toLocaleString('en')} bytes`;
  const what = 'YMODEM-1K at 115,200 baud, 16 ms latency';
  if (sbMs === undefined) {
    const detail = `${ours}; lrzsz is not installed`;
    return [{ what, against: '-', value: oursMs, unit: 'ms', goal: '-', reached: true, detail }];
  }
  const value = sbMs / oursMs;
  const detail = `${ours} against ${(sbMs / 1000).toFixed(2)} s, the better of two runs each`;
  return [{ what, against: 'sb -k (lrzsz)', value, unit: 'x', goal: '>= 1.0', reached: value >= 1, detail }];
}

/** A charger on a cable that is ready and is asked who it is. */
async function rapiRows(): Promise<Row[]> {
  const { p95Ms, deviceMs, questions } = await measureRapiWake();
  const addedMs = p95Ms - deviceMs;
  return [
    {
      what: 'open a port to identified RAPI device, p95',
      against: 'its own time for the same questions',
      value: addedMs,
      unit: 'ms',
      goal: '< 300 more',
      reached: addedMs < 300,
      detail: `${Math.round(p95Ms)} ms, of which ${Math.round(deviceMs)} ms are its own for ${questions} questions`,
    },
  ];
}

/** What an hour of a console costs that prints without a pause. */
async function serialRows(): Promise<Row[]> {
  const { sent, recorded, growthBytes, kerbside, bare } = await measureSerial();
  const lines = kerbside / FAST_LINE;
  const growthMb = growthBytes / 1e6;
  return [
    {
      what: 'console output, every byte recorded',
      against: 'a line of 3 Mbaud',
      value: lines,
      unit: 'x',
      goal: '>= 3.0',
      reached: lines >= 3 && recorded === sent,
      detail: `${recorded} of ${sent} bytes are in the file; ${(kerbside / bare).toFixed(2)} of a bare socket reader`,
    },
    {
      what: 'memory grown over an hour at 921,600 baud',
      against: '-',
      value: growthMb,
      unit: 'MB',
      goal: '<= 100',
      reached: growthMb <= 100,
      detail: '331 MB of output',
    },
  ];
}

/** The console on the screen while a device prints without a pause; a batch of lines comes every 50 ms. */
async function consoleRows(): Promise<Row[]> {
  const { plain, searching, found } = await measurePortConsoleScreen();
  const frames = (what: string, { framesPerSecond, frameP95Ms, frameMaxMs }: ScreenReading): Row => ({
    what,
    against: '-',
    value: frameP95Ms,
    unit: 'ms',
    goal: '<= 50',
    reached: frameP95Ms <= 50.05,
    detail: `${framesPerSecond.toFixed(1)} frames/s, the longest ${Math.round(frameMaxMs)} ms`,
  });
  const heapMb = Math.max(plain.heapMb, searching.heapMb);
  return [
    frames('console on the screen at 3 Mbaud, frame, p95', plain),
    frames(`the same while it is searched (${found})`, searching),
    {
      what: 'heap of its page',
      against: '-',
      value: heapMb,
      unit: 'MB',
      goal: '<= 60',
      reached: heapMb <= 60,
      detail: `${plain.heapMb.toFixed(1)} MB before the search`,
    },
  ];
}

/** By the names with which `npm run bench -- <name>…` takes some of them. */
const GROUPS: ReadonlyMap<string, () => Promise<Row[]>> = new Map([
  ['backlog', () => throughputRows('backlog')],
  ['turns', () => throughputRows('turns')],
  ['screen', screenRows],
  ['big', bigRows],
  ['import', importRows],
  ['files', fileRows],
  ['text', textRows],
  ['rapi', rapiRows],
  ['ymodem', ymodemRows],
  ['serial', serialRows],
  ['console', consoleRows],
]);

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = named.find((name) => !GROUPS.has(name));
if (unknown !== undefined) {
  process.stderr.write(`There are no rows “${unknown}”. There are: ${[...GROUPS.keys()].join(', ')}.\n`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, measure] of GROUPS) {
  if (named.length === 0 || named.includes(name)) rows.push(...(await measure()));
}
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
} else {
  console.table(
    rows.map(({ value, unit, reached, ...row }) => ({
      ...row,
      value: unit === 'x' ? `${value.toFixed(2)} x` : `${Math.round(value * 10) / 10} ${unit}`,
      reached: reached ? 'yes' : 'no',
    })),
  );
}
