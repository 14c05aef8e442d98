import type { DatabaseSync } from 'node:sqlite';
import { isJsonObject, type Json } from '../../../../../../shared/json.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { ExportContext } from '../../traceWriter.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Whose facts a cut holds: those of the stations that occur in it, or all. */
export interface FactChoice {
  stationIds: ReadonlySet<string>;
  numbers: NewNumbers;
}

/**
 * Copies what a session knows beside its records: stations, what was found wrong with them, and how they came in.
 * What is set on this machine (policies, call-back addresses, profiles) is not a part of what happened and stays.
 */
export function copyFacts(to: DatabaseSync, context: ExportContext, choice: FactChoice): void {
  const { database: from, isWhole, redactFact = (fact: Json) => fact } = context;
  const hasNames = context.redactFact !== undefined;
  const isWanted = (stationId: Json | undefined): boolean =>
    isWhole || (typeof stationId === 'string' && choice.stationIds.has(stationId));
  const copy = (table: string, key: string, change: (fact: Json) => Json | undefined): void => {
    const insert = to.prepare(`INSERT OR REPLACE INTO ${table} (${key}, json) VALUES (?, ?)`);
    for (const row of from.prepare(`SELECT ${key} AS key, json FROM ${table} ORDER BY ${key}`).iterate()) {
      const fact = change(parsed(row['json']));
      const redacted = fact === undefined ? undefined : redactFact(fact);
      const { key: id } = row;
      if (redacted === undefined || (typeof id !== 'string' && typeof id !== 'number')) continue;
      const name = hasNames ? namedAs(id, fact, redacted) : id;
      temporarily(() => insert.run(name, JSON.stringify(redacted)));
    }
  };
  copy('station', 'id', (fact) => (isJsonObject(fact) && isWanted(fact['id']) ? fact : undefined));
  copy('attempt', 'id', (fact) => (isJsonObject(fact) && isWanted(fact['stationId']) ? fact : undefined));
  copy('finding', 'key', (fact) =>
    isJsonObject(fact) && isWanted(fact['stationId']) ? withNewProof(fact, choice.numbers) : undefined,
  );
}

/** A key of a table holds the station's id, which has another name in a redacted fact. */
function namedAs(key: string | number, fact: Json | undefined, redacted: Json): string | number {
  if (typeof key === 'number' || !isJsonObject(fact) || !isJsonObject(redacted)) return key;
  for (const field of ['stationId', 'id']) {
    const [before, after] = [fact[field], redacted[field]];
    if (typeof before === 'string' && typeof after === 'string') return key.replaceAll(before, after);
  }
  return key;
}

function withNewProof(fact: { [key: string]: Json }, numbers: NewNumbers): Json {
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
