import { CentralSystem, type CentralSystemOptions } from '../../../electron/core/central/centralSystem.ts';
import { Schemas } from '../../../electron/core/central/schemas/schemas.ts';
import { AttemptLog } from '../../../electron/core/front-door/attemptLog.ts';
import { createFrontDoor, type FrontDoorOptions } from '../../../electron/core/front-door/frontDoor.ts';
import type { Attempt } from '../../../shared/station/attempt.ts';
import type { Station } from '../../../shared/station/station.ts';
import { MemoryRecorder } from './memoryRecorder.ts';

/** One set of schemas for all tests of a process: compiling them is the slow part. */
const schemas = new Schemas();

export interface TestCore {
  port: number;
  url: string;
  central: CentralSystem;
  recorder: MemoryRecorder;
  attempts: AttemptLog;
  saved: Map<string, Station>;
  log: string[];
  meta: Map<string, string>;
  attempt(wanted: (attempt: Attempt) => boolean): Promise<Attempt>;
  station(wanted: (station: Station) => boolean): Promise<Station>;
  close(): Promise<void>;
}

/** Front door and central system over a real port, with a recorder in memory. */
export async function startTestCore(
  central: Partial<CentralSystemOptions> = {},
  door: Partial<FrontDoorOptions> = {},
): Promise<TestCore> {
  const recorder = new MemoryRecorder();
  const saved = new Map<string, Station>();
  const log: string[] = [];
  const meta = new Map<string, string>();
  let attemptId = 0;
  const attempts = new AttemptLog({ nextId: () => (attemptId += 1), save: () => undefined });
  const centralSystem = new CentralSystem({
    recorder,
    schemas,
    meta: { get: (key) => meta.get(key), set: (key, value) => meta.set(key, value) },
    stations: [],
    saveStation: (station) => saved.set(station.id, station),
    log: (line) => log.push(line),
    ...central,
  });
  const frontDoor = await createFrontDoor({
    host: '127.0.0.1',
    port: 0,
    attempts,
    onStation: (arrival) => centralSystem.connect(arrival),
    onSoap: (arrival) => centralSystem.takeSoap(arrival),
    log: (line) => log.push(line),
    ...door,
  });
  const { port } = frontDoor.listening;
  return {
    port,
    url: `ws://127.0.0.1:${port}`,
    central: centralSystem,
    recorder,
    attempts,
    saved,
    log,
    meta,
    attempt: (wanted) => firstOf(attempts.list(), wanted, (listener) => attempts.onChange(listener)),
    station: (wanted) =>
      firstOf(centralSystem.list(), wanted, (listener) => centralSystem.onChange(listener)),
    async close() {
      await centralSystem.close();
      await frontDoor.close();
    },
  };
}

function firstOf<T>(
  there: readonly T[],
  wanted: (item: T) => boolean,
  listen: (listener: (item: T) => void) => () => void,
): Promise<T> {
  const found = there.find((item) => wanted(item));
  if (found !== undefined) return Promise.resolve(found);
  return new Promise((resolve) => {
    const stop = listen((item) => {
      if (!wanted(item)) return;
      stop();
      resolve(item);
    });
  });
}
