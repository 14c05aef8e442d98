import type { DatabaseSync } from 'node:sqlite';
import { isJsonObject, type Json, type JsonObject } from '../../../../../../shared/json.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { ExportContext } from '../../traceWriter.ts';
import { copyConfigurations } from './cutConfigurations.ts';
import { copyFetches } from './cutFetches.ts';
import { copyPortRuns } from './cutPortRuns.ts';
import { copyUpdates } from './cutUpdates.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Whose facts a cut holds: those of the stations that occur in it, or all. */
export interface FactChoice {
  stationIds: ReadonlySet<string>;
  numbers: NewNumbers;
}

/**
 * Copies what a session knows beside its records: stations, what was found wrong with them, how they came in, and their
 * configurations. Yields where somebody else may have a turn.
 * What is set on this machine (policies, call-back addresses, profiles) is not a part of what happened and stays.
 */
export function* copyFacts(to: DatabaseSync, context: ExportContext, choice: FactChoice): Generator<void> {
  const { database: from, isWhole, redactFact = (fact: Json) => fact } = context;
  const isWanted = (stationId: Json | undefined): boolean =>
    isWhole || (typeof stationId === 'string' && choice.stationIds.has(stationId));
  const copy = (table: string, key: string, keyOf: (fact: JsonObject) => Json | undefined): void => {
    const insert = to.prepare(`INSERT OR REPLACE INTO ${table} (${key}, json) VALUES (?, ?)`);
    for (const row of from.prepare(`SELECT json FROM ${table} ORDER BY ${key}`).iterate()) {
      // Redacted before it is looked at: the records that were exported have redacted names of stations too.
      const fact = redactFact(parsed(row['json']));
      if (!isJsonObject(fact) || !isWanted(fact[table === 'station' ? 'id' : 'stationId'])) continue;
      const id = keyOf(fact);
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      const json = JSON.stringify(withNewProof(fact, choice.numbers));
      temporarily(() => insert.run(id, json));
    }
  };
  copy('station', 'id', ({ id }) => id);
  copy('attempt', 'id', ({ id }) => id);
  copy('finding', 'key', ({ stationId, id }) => JSON.stringify([stationId, id]));
  yield;
  yield* copyConfigurations(to, { context, numbers: choice.numbers, isWanted });
  copyFetches(to, context, choice.numbers, isWanted);
  copyUpdates(to, context, choice.numbers, isWanted);
  copyPortRuns(to, context, choice.numbers, isWanted);
}

function withNewProof(fact: JsonObject, numbers: NewNumbers): Json {
  const { proof } = fact;
  if (!Array.isArray(proof)) return fact;
  return { ...fact, proof: proof.flatMap((seq) => (typeof seq === 'number' ? (numbers.of(seq) ?? []) : [])) };
}

function parsed(json: unknown): Json {
  try {
    return JSON.parse(String(json)) as Json;
  } catch {
    // Left out, as when the session itself is opened.
    return null;
  }
}
