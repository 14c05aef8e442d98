import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from './serverProcess.ts';
import { startWireLoad } from './wireLoad.ts';

const STATIONS = 100;
const WARM_UP_MS = 1500;
const MEASURE_MS = 3000;
const ROUNDS = 3;

/** Answered frames per second of one server under the same load. */
async function measure(name: string): Promise<number> {
  const server = await startServer(name);
  const load = await startWireLoad({ port: server.port, stations: STATIONS, subprotocol: 'ocpp1.6' });
  await delay(WARM_UP_MS);
  const startAnswers = load.answers();
  const startAt = performance.now();
  await delay(MEASURE_MS);
  const rate = ((load.answers() - startAnswers) / (performance.now() - startAt)) * 1000;
  load.stop();
  await server.stop();
  return rate;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export interface Throughput {
  kerbside: number;
  echo: number;
  ocppRpc: number;
}

/** The three servers in turns, so that a busy moment of the machine meets all of them; medians over the rounds. */
export async function measureThroughput(): Promise<Throughput> {
  const rates = { kerbside: [] as number[], echo: [] as number[], ocppRpc: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.echo.push(await measure('echo'));
    rates.kerbside.push(await measure('kerbside'));
    rates.ocppRpc.push(await measure('ocppRpc'));
  }
  return {
    kerbside: median(rates.kerbside),
    echo: median(rates.echo),
    ocppRpc: median(rates.ocppRpc),
  };
}
