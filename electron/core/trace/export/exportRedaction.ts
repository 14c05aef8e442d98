import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { BUILT_IN_PACKS } from '../../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { secretKeysOf } from '../../../../shared/ocpp/configuration/makerPacks/packState.ts';
import type {
  RedactionChoice,
  RedactionSummary,
} from '../../../../shared/trace/redaction/redactionChoice.ts';
import { createRedactor, type Redactor } from '../../../../shared/trace/redaction/redactor.ts';
import { readChangeRuns } from '../store/changeRunStore.ts';
import { readFetches } from '../store/fetchStore.ts';
import { readKeptSnapshots } from '../store/snapshotStore.ts';
import { sizeOf, type StoredRecord } from '../store/storedRecord.ts';
import { readUpdates } from '../store/updateStore.ts';
import { RecordSource } from '../views/recordSource.ts';
import { LocalFolders } from './localFolders.ts';
import { configurationRedaction, type ConfigurationRedaction } from './redactConfiguration.ts';
import { fetchRedaction, type FetchRedaction } from './redactFetch.ts';
import { updateRedaction, type UpdateRedaction } from './redactUpdate.ts';

/** What an export needs to let no secret out, once the whole trace was looked through. */
export interface ExportRedaction {
  redact: (record: StoredRecord) => StoredRecord;
  redactFact: (fact: Json) => Json | undefined;
  redactStationId: (id: string) => string;
  redactConfiguration: ConfigurationRedaction;
  redactFetch: FetchRedaction;
  redactUpdate: UpdateRedaction;
  summary: RedactionSummary;
}

export interface RedactionMeans {
  /** Configuration keys that packs of makers call secret; without, those of the packs that Kerbside brings. */
  secretNames?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
}

const BUILT_IN_SECRETS: readonly string[] = BUILT_IN_PACKS.flatMap(secretKeysOf);
/** After this the event loop gets its turn. */
const SLICE_MS = 8;
/** Facts beside the records, as JSON; all of them are small. */
const FACTS = ['station', 'attempt', 'finding'] as const;

/**
 * Learns the secrets of the whole trace, also where a part of it is exported: a card that a record outside of the
 * selection names as one may occur inside of it in plain text.
 */
export async function prepareRedaction(
  choice: RedactionChoice,
  database: DatabaseSync,
  kept: readonly StoredRecord[],
  { secretNames = BUILT_IN_SECRETS, signal }: RedactionMeans = {},
): Promise<ExportRedaction> {
  const redactor = createRedactor(choice, secretNames);
  const folders = new LocalFolders();
  const redactUpdate = updateRedaction(redactor, folders);
  // First: which versions are no addresses is known from them.
  for (const update of readUpdates(database)) redactUpdate(update);
  for (const table of FACTS) {
    for (const row of database.prepare(`SELECT json FROM ${table}`).iterate()) {
      if (typeof row['json'] === 'string') redactor.learnText(row['json']);
    }
  }
  const configurations = configurationRedaction(redactor);
  for (const learn of configurationsIn(database, configurations)) {
    learn();
    await nextTurn();
  }
  const redactFetch = fetchRedaction(redactor, folders);
  for (const fetch of readFetches(database)) redactFetch(fetch);
  const source = new RecordSource(database, {}, kept);
  while (!source.isAtEnd) {
    learnSlice(source, redactor);
    await nextTurn();
    if (signal?.aborted === true) throw new ContractError('cancelled', 'Looking for secrets was broken off.');
  }
  return {
    redact: (record) => redactRecord(redactor, folders, record),
    redactFact: (fact) => redactFact(redactor, folders, fact),
    redactStationId: redactor.redactStationId,
    redactConfiguration: configurations,
    redactFetch,
    redactUpdate,
    summary: redactor.summary(),
  };
}

/** A configuration or a run each; what is redacted is learned. */
function* configurationsIn(database: DatabaseSync, redact: ConfigurationRedaction): Generator<() => void> {
  for (const kept of readKeptSnapshots(database)) yield () => void redact.snapshot(kept);
  for (const run of readChangeRuns(database)) yield () => void redact.run(run);
}

function learnSlice(source: RecordSource, redactor: Redactor): void {
  const until = performance.now() + SLICE_MS;
  for (const record of source.next()) {
    if (record !== undefined) redactor.learn(record);
    if (performance.now() >= until) return;
  }
}

/** What Kerbside says itself; a station has no word of a folder of this computer. */
const OWN_WORDS: ReadonlySet<StoredRecord['kind']> = new Set(['transfer', 'note']);

function redactRecord(redactor: Redactor, folders: LocalFolders, record: StoredRecord): StoredRecord {
  const { kind, raw } = record;
  const isOwn = OWN_WORDS.has(kind) && typeof raw === 'string';
  const redacted = redactor.redact(isOwn ? { ...record, raw: folders.hide(raw) } : record);
  return redacted.raw === raw ? redacted : { ...redacted, sizeBytes: sizeOf(redacted.raw) };
}

/** As text, since that is how names of fields and values are told apart. */
function redactFact(redactor: Redactor, folders: LocalFolders, fact: Json): Json | undefined {
  const text = JSON.stringify(fact);
  const redacted = redactor.redactText(folders.hide(text));
  try {
    return withStation(redactor, fact, redacted === text ? fact : (JSON.parse(redacted) as Json));
  } catch {
    // Nested deeper than a redaction can follow: what cannot be redacted stays here.
    return undefined;
  }
}

/** The station that a fact is about has the name that its records have. */
function withStation(redactor: Redactor, fact: Json, redacted: Json): Json {
  if (!isJsonObject(fact) || !isJsonObject(redacted)) return redacted;
  const named = (['id', 'stationId', 'pathId'] as const).flatMap((field): Array<[string, Json]> => {
    const value = fact[field];
    return typeof value === 'string' ? [[field, redactor.redactStationId(value)]] : [];
  });
  return { ...redacted, ...Object.fromEntries(named) };
}
