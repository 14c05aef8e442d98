import { measureThroughput } from './throughput.ts';
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

async function measureAll(): Promise<Row[]> {
  const { kerbside, echo, ocppRpc } = await measureThroughput();
  const screen = await measureWireToScreen();
  return [
    {
      what: 'frames received, checked, committed, answered',
      against: 'bare ws echo with JSON.parse',
      value: kerbside / echo,
      unit: 'x',
      goal: '>= 0.6',
      reached: kerbside / echo >= 0.6,
      detail: `${rate(kerbside)} against ${rate(echo)}`,
    },
    {
      what: 'the same',
      against: 'ocpp-rpc server, strict mode',
      value: kerbside / ocppRpc,
      unit: 'x',
      goal: '>= 1.0',
      reached: kerbside / ocppRpc >= 1,
      detail: `${rate(kerbside)} against ${rate(ocppRpc)}`,
    },
    {
      what: 'wire to screen, p95, at 1,000 frames/s',
      against: '-',
      value: screen.p95Ms,
      unit: 'ms',
      goal: '<= 50',
      reached: screen.p95Ms <= 50,
      detail: `p50 ${screen.p50Ms} ms, ${screen.rows} rows seen`,
    },
  ];
}

const rows = await measureAll();
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
