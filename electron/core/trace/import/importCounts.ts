import type { FoundItem, FoundNote, FoundTime } from '../../../../shared/trace/import/found.ts';
import type {
  ImportedStation,
  ImportReport,
  TextPlace,
} from '../../../../shared/trace/import/importReport.ts';
import { isFrame, type Direction, type RecordKind } from '../../../../shared/trace/record.ts';
import { OrderVotes } from './orderVotes.ts';
import type { FileLearning } from './fileLearning.ts';

const PLACES = 20;
const SHOWN_CHARS = 400;
const MAX_STATIONS = 20_000;

type Counted = Pick<
  ImportReport,
  | 'records'
  | 'frames'
  | 'calls'
  | 'results'
  | 'errors'
  | 'sends'
  | 'pairs'
  | 'unanswered'
  | 'damaged'
  | 'notes'
  | 'copies'
  | 'in'
  | 'out'
  | 'guessedDirections'
  | 'withoutTime'
  | 'stations'
  | 'first'
  | 'last'
  | 'clock'
  | 'jumpsBack'
  | 'firstLines'
  | 'notUnderstood'
>;

/** One record of the import, as far as it is counted. */
export interface CountedRecord {
  item: FoundItem;
  kind: RecordKind;
  direction: Direction;
  stationId: string;
  at: number;
  isGuess: boolean;
  isTimeAssumed: boolean;
  isPaired: boolean;
}

/** Adds up what an import or a preview finds. */
export class ImportCounts {
  readonly #kinds = new Map<RecordKind, number>();
  readonly #stations = new Map<string, number>();
  readonly #places = { firstLines: [] as TextPlace[], notUnderstood: [] as TextPlace[] };
  readonly #order = new OrderVotes();
  readonly #learning: FileLearning;
  #records = 0;
  #pairs = 0;
  #in = 0;
  #out = 0;
  #guessed = 0;
  #withoutTime = 0;
  #copies = 0;
  #explicit = 0;
  #local = 0;
  #first = Infinity;
  #last = -Infinity;

  constructor(learning: FileLearning) {
    this.#learning = learning;
  }

  add({ item, kind, direction, stationId, at, isGuess, isTimeAssumed, isPaired }: CountedRecord): void {
    this.#records += 1;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    this.#place(item, kind);
    if (item.type === 'note') this.#copies += item.copies ?? 0;
    if (isTimeAssumed) this.#withoutTime += 1;
    else this.#order.observeAt(at);
    if (!isFrame(kind)) return;
    if (this.#stations.has(stationId) || this.#stations.size < MAX_STATIONS) {
      this.#stations.set(stationId, (this.#stations.get(stationId) ?? 0) + 1);
    }
    if (isGuess) this.#guessed += 1;
    // Damaged frames are counted by themselves.
    if (kind === 'malformed') return;
    if (direction === 'in') this.#in += 1;
    else this.#out += 1;
    if (isPaired) this.#pairs += 1;
    this.#time(item.time, at);
  }

  result(): Counted {
    const count = (kind: RecordKind): number => this.#kinds.get(kind) ?? 0;
    const errors = count('error') + count('resultError');
    return {
      records: this.#records,
      frames: count('call') + count('result') + errors + count('send'),
      calls: count('call'),
      results: count('result'),
      errors,
      sends: count('send'),
      pairs: this.#pairs,
      unanswered: count('call') - this.#pairs,
      damaged: count('malformed'),
      notes: count('note'),
      copies: this.#copies,
      in: this.#in,
      out: this.#out,
      guessedDirections: this.#guessed,
      withoutTime: this.#withoutTime,
      stations: this.#stationList(),
      ...(this.#first === Infinity ? {} : { first: this.#first, last: this.#last }),
      clock: this.#clock(),
      jumpsBack: this.#order.jumpsBack,
      ...this.#places,
    };
  }

  /** Earliest and latest of whole frames that have a time of their own. */
  #time(time: FoundTime | undefined, at: number): void {
    if (time === undefined || time.missing === 'date') return;
    if (time.clock === 'local') this.#local += 1;
    else this.#explicit += 1;
    if (at < this.#first) this.#first = at;
    if (at > this.#last) this.#last = at;
  }

  #clock(): ImportReport['clock'] {
    if (this.#explicit > 0) return this.#local > 0 ? 'mixed' : 'explicit';
    return this.#local > 0 ? 'local' : 'none';
  }

  #stationList(): ImportedStation[] {
    return [...this.#stations]
      .map(([id, frames]) => {
        const version = this.#learning.versionOf(id);
        return version === undefined ? { id, frames } : { id, version, frames };
      })
      .sort((a, b) => b.frames - a.frames || a.id.localeCompare(b.id));
  }

  #place(item: FoundItem, kind: RecordKind): void {
    const { firstLines, notUnderstood } = this.#places;
    const isUnclear = kind === 'malformed' || (item.type === 'note' && isForeign(item));
    if (firstLines.length >= PLACES && (!isUnclear || notUnderstood.length >= PLACES)) return;
    const place = { line: item.line, text: shown(item) };
    if (firstLines.length < PLACES) firstLines.push(place);
    if (isUnclear && notUnderstood.length < PLACES) notUnderstood.push(place);
  }
}

/** A copy of a frame was understood very well. */
function isForeign({ text, copies = 0 }: FoundNote): boolean {
  return copies === 0 && text.trim() !== '';
}

function shown(item: FoundItem): string {
  const text = item.type === 'note' ? item.text : item.raw;
  const whole =
    typeof text === 'string' ? text.slice(0, SHOWN_CHARS) : `${text.byteLength} bytes that are no text`;
  return whole.toWellFormed();
}
