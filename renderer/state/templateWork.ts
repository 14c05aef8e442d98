import { useSyncExternalStore } from 'react';
import type { ContractClient } from '../../shared/contract/client.ts';
import type { WantedChange } from '../../shared/configuration/change.ts';
import type { Template } from '../../shared/configuration/template/template.ts';
import type { AppliedStation, CheckedStation } from '../../shared/contract/methods/templateMethods.ts';
import { failureOf } from './failureOf.ts';

/** One station beside the template: what the check said, and what applying it began. */
export interface TemplateStation extends CheckedStation {
  isReading: boolean;
  applied?: AppliedStation;
  /** The run after which it was checked again. */
  checkedAfter?: string;
}

/** The template that is worked with, and the stations: kept while other screens are looked at. No secret is ever in here. */
export interface TemplateWork {
  /** Of the file. */
  name?: string;
  text?: string;
  template?: Template;
  chosen: ReadonlySet<string>;
  /** By id, of those that were checked. */
  stations: ReadonlyMap<string, TemplateStation>;
}

let work: TemplateWork = { chosen: new Set(), stations: new Map() };
const listeners = new Set<() => void>();

function set(change: Partial<TemplateWork>): void {
  work = { ...work, ...change };
  for (const listener of listeners) listener();
}

function setStation(stationId: string, change: Partial<TemplateStation>): void {
  const before = work.stations.get(stationId) ?? { stationId, isReading: false };
  set({ stations: new Map(work.stations).set(stationId, { ...before, ...change }) });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTemplateWork(): TemplateWork {
  return useSyncExternalStore(subscribe, () => work);
}

/** Takes another template; what was checked against the one before says nothing about it. Rejects where it is none. */
export async function takeTemplate(client: ContractClient, name: string, text: string): Promise<void> {
  const { template } = await client.call('template.check', { text, stationIds: [] });
  set({ name, text, template, stations: new Map() });
}

export function chooseStations(chosen: ReadonlySet<string>): void {
  set({ chosen });
}

/** Reads a station and holds the template against it; what is known of it stays until that is here. */
export async function checkStation(client: ContractClient, stationId: string): Promise<void> {
  const { text } = work;
  if (text === undefined) return;
  const { applied, checkedAfter } = work.stations.get(stationId) ?? {};
  const kept = {
    ...(applied === undefined ? {} : { applied }),
    ...(checkedAfter === undefined ? {} : { checkedAfter }),
  };
  setStation(stationId, { isReading: true });
  try {
    const { stations } = await client.call(
      'template.check',
      { text, stationIds: [stationId] },
      { timeoutMs: 0 },
    );
    // Another template may have been taken in between.
    if (work.text !== text) return;
    const [checked = { stationId }] = stations;
    set({ stations: new Map(work.stations).set(stationId, { ...checked, ...kept, isReading: false }) });
  } catch (error) {
    setStation(stationId, { isReading: false, failure: failureOf(error) });
  }
}

/** The same when a run has ended, once for each run. */
export async function checkAfterRun(client: ContractClient, stationId: string, runId: string): Promise<void> {
  if (work.stations.get(stationId)?.checkedAfter === runId) return;
  setStation(stationId, { checkedAfter: runId });
  await checkStation(client, stationId);
}

/** Begins to send what the template wants, to all of these stations at once; answers with what became of each. */
export async function applyTemplate(
  client: ContractClient,
  stationIds: readonly string[],
  { secrets, isConfirmed }: { secrets: readonly WantedChange[]; isConfirmed: boolean },
): Promise<AppliedStation[]> {
  const { text } = work;
  if (text === undefined) return [];
  const params = {
    text,
    stationIds: [...stationIds],
    ...(secrets.length === 0 ? {} : { secrets: [...secrets] }),
    ...(isConfirmed ? { isConfirmed } : {}),
  };
  const { stations } = await client.call('template.apply', params, { timeoutMs: 0 });
  for (const applied of stations) setStation(applied.stationId, { applied });
  return stations;
}
