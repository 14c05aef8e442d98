import type { Issue } from '../../../../shared/trace/issue.ts';
import { FileLearning } from '../../trace/import/fileLearning.ts';
import type { FrameInspector } from '../../trace/import/inspectImported.ts';
import { RecordMaker } from '../../trace/import/recordMaker.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';

export interface OcppInLogOptions {
  recorder: Pick<Recorder, 'append'>;
  inspector: FrameInspector;
  path: string;
  stationId: () => string;
  /** The station is connected to Kerbside: what it prints is in the trace already, as it was on the wire. */
  isConnected: () => boolean;
  note: (words: string) => void;
}

const UNKNOWN = 'unknown';

/**
 * OCPP frames that a device prints in its log become records like those of a connection, as frames in an imported log do: which way they
 * went is told by their action, or by the call that they answer.
 */
export class OcppInLog {
  readonly #options: OcppInLogOptions;
  readonly #printed: Issue;
  #maker: RecordMaker;
  #at = 0;
  #line = 0;
  #isToldSkipped = false;

  constructor(options: OcppInLogOptions) {
    this.#options = options;
    this.#maker = this.#newMaker();
    this.#printed = {
      severity: 'info',
      code: 'printed-in-log',
      message: `The charger printed this frame in its log on the service port ${options.path}; it did not cross a connection of Kerbside. The time is that of its printing.`,
    };
  }

  take(text: string, monoMs: number): void {
    const { recorder, stationId, isConnected, note } = this.#options;
    if (isConnected()) {
      if (!this.#isToldSkipped) {
        note('prints OCPP frames that are in the trace already: the station is connected to Kerbside.');
      }
      this.#isToldSkipped = true;
      return;
    }
    this.#isToldSkipped = false;
    this.#at = Date.now() - Math.round(performance.now() - monoMs);
    this.#line += 1;
    const { record } = this.#maker.make({
      type: 'frame',
      line: this.#line,
      raw: text,
      stationId: stationId(),
    });
    const { at, version, kind, direction, action, messageId, raw, issues } = record;
    recorder.append({
      at,
      stationId: record.stationId,
      ...(version === undefined ? {} : { version }),
      kind,
      direction,
      ...(action === undefined ? {} : { action }),
      ...(messageId === undefined ? {} : { messageId }),
      raw,
      issues: [...issues, this.#printed],
    });
  }

  /** The device started anew: its message ids begin again. */
  restart(): void {
    this.#maker = this.#newMaker();
  }

  #newMaker(): RecordMaker {
    return new RecordMaker({
      writer: 'station',
      learning: new FileLearning(),
      clock: { of: () => ({ at: this.#at, isAssumed: false }) },
      inspector: this.#options.inspector,
      defaultStation: UNKNOWN,
      noteStation: UNKNOWN,
      firstSeq: 1,
    });
  }
}
