import type { ExportedRecord } from '../../traceWriter.ts';
import { Uint32List } from '../../../views/uint32List.ts';
import type { StoredRecord } from '../../../store/storedRecord.ts';

/**
 * The numbers of records in a cut: from 1 without gaps, in the old order. What points to a record outside of the cut
 * points nowhere; a latency that was measured with one stays, since it is a fact of the record itself.
 */
export class NewNumbers {
  readonly #old = new Uint32List();

  /** The number of an old one, of those that came so far. */
  of(old: number | undefined): number | undefined {
    const index = old === undefined ? undefined : this.#old.indexOf(old);
    return index === undefined ? undefined : index + 1;
  }

  /** For records in their order. The later half of a pair is not known yet when the earlier one comes. */
  renumbered(record: ExportedRecord): StoredRecord {
    this.#old.push(record.seq);
    const { isMarked: _, ...rest } = record;
    return {
      ...rest,
      seq: this.#old.length,
      pairSeq: this.of(record.pairSeq),
      aboutSeq: this.of(record.aboutSeq),
    };
  }
}
