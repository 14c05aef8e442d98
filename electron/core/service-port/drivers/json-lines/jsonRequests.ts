import type { JsonObject } from '../../../../../shared/json.ts';
import { jsonWord, valueAtPath } from '../../../../../shared/service-port/lines/jsonPath.ts';
import type { JsonLinesProfile } from '../../../../../shared/service-port/profile/linesProfile.ts';
import type { PortLine } from '../../line/portLine.ts';
import { waitForData } from '../waitForData.ts';
import { JsonLink } from './jsonLink.ts';

/** What came back, or why nothing did. */
export type JsonOutcome =
  | { kind: 'told'; object: JsonObject }
  | { kind: 'failed'; failure: 'no-answer' | 'refused'; sentence: string };

/** Objects of different kinds that are remembered. */
const MAX_KINDS = 200;

export interface JsonRequestsListener {
  onObject: (object: JsonObject, kind: string) => void;
  /** The line returns what is sent. */
  onEcho: () => void;
}

/** Questions and answers among lines that come by themselves: an answer is known by its kind, never by its place. */
export class JsonRequests {
  readonly #port: PortLine;
  readonly #profile: JsonLinesProfile;
  readonly #link: JsonLink;
  readonly #latest = new Map<string, { object: JsonObject; at: number; count: number }>();
  #count = 0;
  #others = 0;

  constructor(port: PortLine, profile: JsonLinesProfile, listener: JsonRequestsListener) {
    this.#port = port;
    this.#profile = profile;
    this.#link = new JsonLink(port, profile.line.eol === 'lf' ? '\n' : '\r\n', {
      onObject: (object) => {
        const kind = this.#kindOf(object);
        this.#count += 1;
        this.#latest.delete(kind);
        this.#latest.set(kind, { object, at: Date.now(), count: this.#count });
        // The kind that was silent longest goes.
        for (const oldest of this.#latest.keys()) {
          if (this.#latest.size <= MAX_KINDS) break;
          this.#latest.delete(oldest);
        }
        listener.onObject(object, kind);
      },
      onOther: () => {
        this.#others += 1;
      },
      onEcho: listener.onEcho,
    });
  }

  /** JSON objects that have come, and lines that were none. */
  get counts(): { objects: number; others: number } {
    return { objects: this.#count, others: this.#others };
  }

  /** The latest object of a kind, and when it came; waits for one as long as it may take. */
  async latest(
    kind: string,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<{ object: JsonObject; at: number } | undefined> {
    await waitForData(this.#port, () => this.#latest.has(kind), waitMs, signal);
    return this.#latest.get(kind);
  }

  /** Asks, and waits for an answer of the kind; where none is named, for any that is no status. One that only reads is asked again. */
  async ask(
    {
      send,
      name,
      replyKind,
      timeoutMs,
      isReading,
    }: {
      send: string;
      name: string;
      replyKind?: string | undefined;
      timeoutMs?: number | undefined;
      isReading: boolean;
    },
    signal: AbortSignal,
  ): Promise<JsonOutcome> {
    const tries = isReading ? this.#profile.line.retries + 1 : 1;
    for (let tried = 0; tried < tries; tried++) {
      const before = this.#count;
      await this.#link.send(send, name);
      const found = (): { object: JsonObject; kind: string } | undefined =>
        this.#answerSince(before, replyKind);
      await waitForData(
        this.#port,
        () => found() !== undefined,
        timeoutMs ?? this.#profile.line.timeoutMs,
        signal,
      );
      const answer = found();
      if (answer !== undefined) return this.#outcomeOf(answer, name);
    }
    return { kind: 'failed', failure: 'no-answer', sentence: `Nothing came back to “${name}”.` };
  }

  close(): void {
    this.#link.close();
  }

  #kindOf(object: JsonObject): string {
    const kind = object[this.#profile.kindField];
    return kind === undefined ? '' : jsonWord(kind);
  }

  #answerSince(
    before: number,
    replyKind: string | undefined,
  ): { object: JsonObject; kind: string } | undefined {
    const { refusal, status } = this.#profile;
    for (const [kind, { object, count }] of this.#latest) {
      if (count <= before) continue;
      const isStatus = status.some((known) => known.kind === kind);
      const isRefusal = refusal?.kinds.includes(kind) === true;
      if (isRefusal || (replyKind === undefined ? !isStatus : kind === replyKind)) return { object, kind };
    }
    return undefined;
  }

  #outcomeOf({ object, kind }: { object: JsonObject; kind: string }, name: string): JsonOutcome {
    const { refusal } = this.#profile;
    if (refusal?.kinds.includes(kind) !== true) return { kind: 'told', object };
    const why = refusal.path === undefined ? undefined : valueAtPath(object, refusal.path);
    const words = why === undefined ? JSON.stringify(object).slice(0, 200) : jsonWord(why);
    return { kind: 'failed', failure: 'refused', sentence: `The device refused “${name}”: ${words}` };
  }
}
