import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { FilesAnswer, FilesRequest } from './servers/kerbsideFiles.ts';

const UPLOAD_BYTES = 1_000_000_000;
const WARM_UP_BYTES = 10_000_000;
const FIRMWARE_BYTES = 100_000_000;
const STATIONS = 50;
const ROUNDS = 3;
const QUIET_MS = 2000;
const PIECE = Buffer.alloc(1024 * 1024, 'kerbside');

export interface UploadNumbers {
  /** Bytes per second, medians over the rounds. */
  kerbside: number;
  bare: number;
  growthBytes: number;
}

export interface FirmwareNumbers {
  heartbeats: number;
  /** Of the same stations before anybody fetches anything: what the machine itself makes of it. */
  quietP99Ms: number;
  p50Ms: number;
  p99Ms: number;
  bytesPerSecond: number;
}

/** 1 GB by PUT, in turns to Kerbside and to a server that only pipes the body into a file. */
export async function measureUpload(): Promise<UploadNumbers> {
  const kerbside = await start('kerbsideFiles');
  const bare = await start('barePut');
  const rates = { kerbside: [] as number[], bare: [] as number[] };
  let growthBytes = 0;
  // What a program holds once it has taken a file at all is no growth by the size of a file.
  await put(`${await urlOf(kerbside, { do: 'expect' })}log.zip`, WARM_UP_BYTES);
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.kerbside.push(await put(`${await urlOf(kerbside, { do: 'expect' })}log.zip`));
    growthBytes = Math.max(growthBytes, await growthOf(kerbside));
    rates.bare.push(await put(`http://127.0.0.1:${bare.port}/log.zip`));
  }
  await Promise.all([stop(kerbside), stop(bare)]);
  return { kerbside: median(rates.kerbside), bare: median(rates.bare), growthBytes };
}

/** 100 MB to 50 stations at once, each of which sends heartbeats meanwhile and waits for their answers. */
export async function measureFirmware(): Promise<FirmwareNumbers> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
  const server = await start('kerbsideFiles');
  try {
    const path = join(folder, 'firmware.bin');
    await pipeline(Readable.from(pieces(FIRMWARE_BYTES)), (await open(path, 'w')).createWriteStream());
    const url = await urlOf(server, { do: 'offer', path });
    const stations = await Promise.all(
      Array.from({ length: STATIONS }, (_, n) => connectStation(server.port, n)),
    );
    const quiet: number[] = [];
    const quietUntil = performance.now() + QUIET_MS;
    await Promise.all(stations.map((station) => beat(station, quiet, () => performance.now() < quietUntil)));
    const answers: number[] = [];
    let isLoading = true;
    const beating = stations.map((station) => beat(station, answers, () => isLoading));
    const load = fork(join(import.meta.dirname, 'downloadLoad.ts'), [url, String(STATIONS)]);
    const [done] = (await once(load, 'message')) as [{ bytes: number; ms: number }];
    isLoading = false;
    await Promise.all(beating);
    for (const station of stations) station.terminate();
    if (done.bytes < FIRMWARE_BYTES * STATIONS) throw new Error(`only ${done.bytes} bytes came`);
    return {
      heartbeats: answers.length,
      quietP99Ms: quantile(quiet, 0.99),
      p50Ms: quantile(answers, 0.5),
      p99Ms: quantile(answers, 0.99),
      bytesPerSecond: (done.bytes / done.ms) * 1000,
    };
  } finally {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

type Server = { child: ChildProcess; port: number };

async function start(name: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'servers', `${name}.ts`), { stdio: 'inherit' });
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return { child, port: message.port };
}

async function stop({ child }: Server): Promise<void> {
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}

async function ask({ child }: Server, message: FilesRequest): Promise<FilesAnswer> {
  child.send(message);
  const [answer] = (await once(child, 'message')) as [FilesAnswer];
  return answer;
}

async function urlOf(server: Server, message: FilesRequest): Promise<string> {
  const answer = await ask(server, message);
  return 'url' in answer ? answer.url : '';
}

async function growthOf(server: Server): Promise<number> {
  const answer = await ask(server, { do: 'memory' });
  return 'growthBytes' in answer ? answer.growthBytes : 0;
}

function* pieces(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= PIECE.length) {
    yield left >= PIECE.length ? PIECE : PIECE.subarray(0, left);
  }
}

/** Bytes per second until the answer. */
async function put(url: string, bytes = UPLOAD_BYTES): Promise<number> {
  const startAt = performance.now();
  const sending = request(url, { method: 'PUT', headers: { 'content-length': bytes } });
  const answered = once(sending, 'response');
  await pipeline(Readable.from(pieces(bytes)), sending);
  const [response] = await answered;
  if (response.statusCode !== 201) throw new Error(`${url} answered ${response.statusCode}`);
  response.resume();
  return (bytes / (performance.now() - startAt)) * 1000;
}

async function connectStation(port: number, number: number): Promise<WebSocket> {
  const station = new WebSocket(`ws://127.0.0.1:${port}/CP-${number}`, 'ocpp1.6');
  await once(station, 'open');
  return station;
}

const BEAT_EVERY_MS = 100;

async function beat(station: WebSocket, answers: number[], isGoing: () => boolean): Promise<void> {
  for (let id = 0; isGoing(); id += 1) {
    const startAt = performance.now();
    station.send(`[2,"${id}","Heartbeat",{}]`);
    await once(station, 'message');
    answers.push(performance.now() - startAt);
    await delay(BEAT_EVERY_MS);
  }
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
}

if (import.meta.main) {
  console.table(await measureUpload());
  console.table(await measureFirmware());
}
