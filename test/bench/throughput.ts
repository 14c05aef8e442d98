import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from './serverProcess.ts';
import { startWireLoad } from './wireLoad.ts';

const WARM_UP_MS = 1500;
const MEASURE_MS = 3000;
const ROUNDS = 3;

/**
 * `backlog`: stations that send what they kept, several frames under way each, so that the server has always
 * something to do. `turns`: each station waits for its answer, as OCPP-J demands (OCPP 1.6J §4.1.1), so that a
 * server which answers only after a commit has to wait for the stations as well.
 */
export const LOADS = {
  backlog: { stations: 50, openCalls: 10 },
  turns: { stations: 100, openCalls: 1 },
} as const;
export type LoadName = keyof typeof LOADS;

const SERVERS = ['echo', 'kerbside', 'ocppRpc'] as const;
export type Throughput = Record<(typeof SERVERS)[number], number>;

/** Answered frames per second of one server. */
async function measure(name: string, loadName: LoadName): Promise<number> {
  const server = await startServer(name);
  const load = await startWireLoad({ port: server.port, subprotocol: 'ocpp1.6', ...LOADS[loadName] });
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

/** The three servers in turns, so that a busy moment of the machine meets all of them; medians over the rounds. */
export async function measureThroughput(load: LoadName): Promise<Throughput> {
  const rates: Record<keyof Throughput, number[]> = { echo: [], kerbside: [], ocppRpc: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const server of SERVERS) rates[server].push(await measure(server, load));
  }
  return { echo: median(rates.echo), kerbside: median(rates.kerbside), ocppRpc: median(rates.ocppRpc) };
}
