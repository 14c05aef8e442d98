import { hasJq, measureImport } from './jsonlImport.ts';
import { LOADS, measureThroughput, type LoadName } from './throughput.ts';
import { measureWireToScreen } from './wireToScreen.ts';

interface Row {
  what: string;
  against: string;
  value: number;
  unit: 'x' | 'ms';
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

async function screenRow(): Promise<Row> {
  const { p50Ms, p95Ms, rows } = await measureWireToScreen();
  return {
    what: 'wire to screen, p95, at 1,000 frames/s',
    against: '-',
    value: p95Ms,
    unit: 'ms',
    goal: '<= 50',
    reached: p95Ms <= 50,
    detail: `p50 ${p50Ms} ms, ${rows} rows seen`,
  };
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

const rows = [
  ...(await throughputRows('backlog')),
  ...(await throughputRows('turns')),
  await screenRow(),
  ...(await importRows()),
];
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
} else {
  console.table(
    rows.map(({ value, unit, reached, ...row }) => ({
      ...row,
      value: unit === 'x' ? `${value.toFixed(2)} x` : `${value} ms`,
      reached: reached ? 'yes' : 'no',
    })),
  );
}
