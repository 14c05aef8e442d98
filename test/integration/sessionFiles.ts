import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCore, openTraceFile, type Core, type FoundRecord } from '../../electron/core/index.ts';
import { practice } from '../../electron/practice/practice.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { Snapshot, TopicParams } from '../../shared/contract/events.ts';
import type { LinkOrigin } from '../../shared/contract/handlers.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';
import type { Station } from '../../shared/station/station.ts';
import { temporaryFolder } from '../core/trace/sessions.ts';

/** A core whose session files are in a folder of their own, and a client of this computer. */
export interface Started {
  core: Core;
  folder: string;
  first: string;
  client: ContractClient;
  /** Address of the front door. */
  url: string;
  log: string[];
}

export async function startWithFolder(
  options: { tls?: boolean; sessionFile?: string } = {},
): Promise<Started> {
  const folder = temporaryFolder();
  const first = options.sessionFile ?? join(folder, 'first.kerbside');
  const log: string[] = [];
  const core = await createCore({
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    sessionFile: first,
    sessionsFolder: folder,
    ...(options.tls === true ? { dataFolder: temporaryFolder() } : {}),
    practice,
    log: (line) => log.push(line),
  });
  onTestFinished(async () => {
    await core.close();
  });
  return { core, folder, first, client: clientOf(core), url: `ws://127.0.0.1:${core.listening.port}`, log };
}

export function clientOf(core: Core, origin?: LinkOrigin): ContractClient {
  const [ours, theirs] = memoryLinkPair();
  core.serve(theirs, origin);
  const client = createClient(ours);
  onTestFinished(() => client.close());
  return client;
}

export function recordsIn(path: string): FoundRecord[] {
  const file = openTraceFile(path);
  try {
    return [...file.search({})];
  } finally {
    file.close();
  }
}

export const frames = (records: readonly FoundRecord[]): string[] =>
  records.filter(({ kind }) => ['call', 'result', 'error'].includes(kind)).map(({ raw }) => raw);
export const notes = (records: readonly FoundRecord[]): string[] =>
  records.filter(({ kind }) => kind === 'note').map(({ raw }) => raw);

export const BOOT = { chargePointVendor: 'Acme', chargePointModel: 'One', firmwareVersion: '1.2' };

/** The stations as the screens list them. */
export function stationsOf(client: ContractClient): Promise<Station[]> {
  return snapshotOf(client, 'stations');
}

export function snapshotOf<T extends 'stations' | 'session' | 'sessions' | 'findings' | 'attempts'>(
  client: ContractClient,
  topic: T,
): Promise<Snapshot<T>> {
  return new Promise((resolve, reject) => {
    const stop = client.subscribe(topic, {} as TopicParams<T>, {
      snapshot(snapshot) {
        resolve(snapshot);
        queueMicrotask(() => stop());
      },
      change: () => undefined,
      ended: ({ message }) => reject(new Error(message)),
    });
  });
}
