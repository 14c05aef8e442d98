import type { Issue } from '../issue.ts';
import { chosenCategories, type RedactionChoice, type RedactionSummary } from './redactionChoice.ts';
import { nameMeanings } from './nameMeanings.ts';
import { applySpans } from './span.ts';
import { SpanFinder } from './spanFinder.ts';
import { redactSerial, secretPlaces, withoutPlaces } from './serialRedaction.ts';
import { worthALook } from './worthALook.ts';

/** What of a record may hold secrets. Bytes are looked through for the text in them. */
export interface Redactable {
  readonly stationId: string;
  readonly issues: readonly Issue[];
  readonly payload?: string | undefined;
  readonly raw: string | Uint8Array;
}

/**
 * Replaces secrets by stand-ins, the same value by the same stand-in wherever it occurs, so that calls and answers,
 * tags and transactions still belong together. All other characters of a raw text stay: digits, blanks, faults and
 * repeated keys. Message ids and actions are never touched.
 *
 * What is secret is known by the name of its field, by the configuration key beside it (also one that only a maker's pack
 * calls secret), or by its form (addresses, logins in URLs, private keys). A value that was found so is replaced in every
 * other text, too; hence all records are learned first. Not found are: a value that no field ever names, one of less than
 * four characters or six digits in free text, a plain word of the specification in free text, and what is compressed,
 * encrypted or inside a file.
 */
export interface Redactor {
  /** Looks for secrets without changing anything. Call it for every record before the first `redact`. */
  learn(record: Redactable): void;
  /** The same for text of other places: a document of the session, a head of HTTP. */
  learnText(text: string): void;
  /** A version, or the name of a file with one: `1.2.3.4` looks like an address, and stays wherever it occurs. */
  keepVersions: (text: string) => void;
  redact<T extends Redactable>(record: T): T;
  /** JSON, XML or any other text. */
  redactText: (text: string) => string;
  /** A sentence of Kerbside's own, which quotes long values by their beginning only. */
  redactSentence(sentence: string): string;
  redactStationId: (id: string) => string;
  summary(): RedactionSummary;
}

/** Names that are kept at hand; others are made again. */
const MOST_STATIONS = 10_000;

/** `secretNames`: configuration keys that hold secrets, beside those whose names say so. */
export function createRedactor(choice: RedactionChoice = {}, secretNames: readonly string[] = []): Redactor {
  const categories = chosenCategories(choice);
  const names = nameMeanings(secretNames);
  const finder = new SpanFinder(new Set(categories), names);
  const hasStations = categories.includes('stations');
  const text = (value: string): string =>
    worthALook(value, hasStations) || names.mayBeIn(value) || finder.mayBeKnown(value)
      ? applySpans(value, finder.inText(value))
      : value;
  const sentence = (value: string): string => applySpans(value, finder.inSentence(value));
  const named = new Map<string, string>();
  const stationId = (id: string): string => {
    const name = named.get(id) ?? (hasStations && id !== '' ? finder.standIns.of(id, 'station') : text(id));
    if (named.size < MOST_STATIONS) named.set(id, name);
    return name;
  };
  const raw = (value: string | Uint8Array): string | Uint8Array =>
    typeof value === 'string' ? text(value) : inBytes(value, text);
  return {
    learn({ stationId: id, payload, raw: value }) {
      if (hasStations && id !== '') finder.standIns.of(id, 'station');
      const serial = secretPlaces(payload);
      if (serial === undefined) raw(value);
      else redactSerial(value, serial, raw, finder.standIns);
      if (payload !== undefined) text(payload);
    },
    learnText: text,
    keepVersions: (value) => finder.keepVersions(value),
    redact(record) {
      const { payload, issues } = record;
      const serial = secretPlaces(payload);
      return {
        ...record,
        stationId: stationId(record.stationId),
        issues: issues.length === 0 ? issues : issues.map((issue) => redactIssue(issue, sentence)),
        ...(payload === undefined
          ? {}
          : { payload: text(serial === undefined ? payload : withoutPlaces(payload)) }),
        raw: serial === undefined ? raw(record.raw) : redactSerial(record.raw, serial, raw, finder.standIns),
      };
    },
    redactText: text,
    redactSentence: sentence,
    redactStationId: stationId,
    summary: () => ({ categories, found: finder.standIns.found() }),
  };
}

/** Bytes as text of one character each, which puts back what was not replaced. */
function inBytes(bytes: Uint8Array, redact: (text: string) => string): Uint8Array {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const redacted = redact(text);
  return redacted === text ? bytes : Uint8Array.from(redacted, (char) => char.charCodeAt(0) & 0xff);
}

function redactIssue(issue: Issue, redact: (sentence: string) => string): Issue {
  const message = redact(issue.message);
  return message === issue.message ? issue : { ...issue, message };
}
