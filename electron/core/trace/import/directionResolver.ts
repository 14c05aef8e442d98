import { isJsonObject } from '../../../../shared/json.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { FoundFrame, Writer } from '../../../../shared/trace/import/found.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import type { FileLearning } from './fileLearning.ts';
import type { FrameFacts } from './frameFacts.ts';
import type { FrameInspector } from './inspectImported.ts';

interface OpenCall {
  direction: Direction;
  action: string;
}

/** Open calls that are remembered for one station; the oldest go first. */
const MAX_OPEN = 2000;
const MAX_STATIONS = 20_000;
/** Fields that only answers of a central system have. */
const OF_CENTRAL_ANSWERS = ['currentTime', 'idTagInfo', 'idTokenInfo'];

export interface ResolvedDirection {
  direction: Direction;
  /** Nothing in the file tells it: the likelier one was taken. */
  isGuess: boolean;
}

/**
 * Finds out which way each frame went: as the file states it; else by the word of its writer; else a call goes where
 * its action belongs, and an answer goes against its call.
 */
export class DirectionResolver {
  readonly #writer: Writer;
  readonly #learning: FileLearning;
  readonly #fits: FrameInspector['fits'];
  readonly #open = new Map<string, Map<string, OpenCall[]>>();

  constructor(writer: Writer, learning: FileLearning, fits: FrameInspector['fits']) {
    this.#writer = writer;
    this.#learning = learning;
    this.#fits = fits;
  }

  resolve(
    found: FoundFrame,
    facts: FrameFacts,
    stationId: string,
    version: OcppVersion | undefined,
  ): ResolvedDirection {
    const stated = found.direction ?? this.#byWord(found, stationId);
    const isCall = facts.kind === 'call' || facts.kind === 'send' || facts.kind === 'malformed';
    if (isCall) {
      const resolved = stated === undefined ? this.#ofCall(facts) : { direction: stated, isGuess: false };
      if (facts.kind === 'call') this.#opened(stationId, facts, resolved.direction);
      return resolved;
    }
    const asked = this.#answered(stationId, facts, version, stated);
    if (stated !== undefined) return { direction: stated, isGuess: false };
    if (asked !== undefined) return { direction: against(asked.direction), isGuess: false };
    return { direction: isOfCentral(facts) ? 'out' : 'in', isGuess: !isOfCentral(facts) };
  }

  #byWord({ word }: FoundFrame, stationId: string): Direction | undefined {
    if (word === undefined) return undefined;
    const writer = this.#writer === 'unknown' ? this.#learning.writerOf(stationId) : this.#writer;
    if (writer === 'unknown') return undefined;
    return (writer === 'central-system') === (word === 'sent') ? 'out' : 'in';
  }

  #ofCall(facts: FrameFacts): ResolvedDirection {
    if (facts.service !== undefined)
      return { direction: facts.service === 'Cs' ? 'in' : 'out', isGuess: false };
    const sender = facts.action === undefined ? undefined : this.#learning.senderOf(facts.action);
    if (sender === 'centralSystem') return { direction: 'out', isGuess: false };
    return { direction: 'in', isGuess: sender !== 'station' };
  }

  #opened(stationId: string, { messageId, action }: FrameFacts, direction: Direction): void {
    if (messageId === undefined) return;
    let open = this.#open.get(stationId);
    if (open === undefined) {
      if (this.#open.size >= MAX_STATIONS) return;
      open = new Map();
      this.#open.set(stationId, open);
    }
    const calls = open.get(messageId);
    const call = { direction, action: action ?? '' };
    if (calls === undefined) open.set(messageId, [call]);
    else if (calls.push(call) > 16) calls.shift();
    const oldest = open.size > MAX_OPEN ? open.keys().next().value : undefined;
    if (oldest !== undefined) open.delete(oldest);
  }

  /** Takes the call that an answer belongs to: by direction where that is known, else the newest that it fits. */
  #answered(
    stationId: string,
    facts: FrameFacts,
    version: OcppVersion | undefined,
    stated: Direction | undefined,
  ): OpenCall | undefined {
    const { messageId } = facts;
    const open = this.#open.get(stationId);
    const calls = messageId === undefined ? undefined : open?.get(messageId);
    if (open === undefined || calls === undefined || messageId === undefined) return undefined;
    const [only] = calls;
    // As nearly always: nothing has to be chosen.
    if (calls.length === 1 && only !== undefined) {
      if (stated === only.direction) return undefined;
      open.delete(messageId);
      return only;
    }
    const candidates = calls.filter(({ direction }) => stated === undefined || direction !== stated);
    const fitting =
      candidates.length > 1 && facts.kind === 'result'
        ? candidates.findLast(({ action }) => this.#fits(version, action, facts))
        : undefined;
    const taken = fitting ?? candidates.at(-1);
    if (taken === undefined) return undefined;
    calls.splice(calls.indexOf(taken), 1);
    if (calls.length === 0) open.delete(messageId);
    return taken;
  }
}

function against(direction: Direction): Direction {
  return direction === 'in' ? 'out' : 'in';
}

function isOfCentral({ payload }: FrameFacts): boolean {
  return isJsonObject(payload) && OF_CENTRAL_ANSWERS.some((name) => name in payload);
}
