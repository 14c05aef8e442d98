import { randomUUID } from 'node:crypto';
import { parseFrame } from '../../../shared/ocpp/parseFrame.ts';
import { SUBPROTOCOLS, type JsonVersion } from '../../../shared/ocpp/version.ts';
import { compareAnswers, type AnswerDifference } from '../../../shared/trace/replay/compareAnswers.ts';
import { withMessageId } from '../../../shared/trace/replay/frameId.ts';
import type { RecordedAnswers } from '../../../shared/trace/replay/recordedAnswers.ts';
import { TransactionNumbers } from '../../../shared/trace/replay/transactionNumbers.ts';
import type { FoundRecord } from '../../core/index.ts';
import type { AskedQuestion, ReplayWire } from './replayWire.ts';
import { StationLine } from './stationLine.ts';

export interface JsonWireOptions {
  version: JsonVersion;
  /** Without the station id. */
  url: string;
  /** Under which the station comes. */
  stationId: string;
  password: string | undefined;
  answers: RecordedAnswers;
  hasFreshIds: boolean;
  onAsked: (question: AskedQuestion) => void;
}

/** OCPP-J: frames over a WebSocket. */
export class JsonWire implements ReplayWire {
  readonly #options: JsonWireOptions;
  readonly #line: StationLine;
  readonly #numbers = new TransactionNumbers();
  /** By the message id under which a call was sent. */
  readonly #open = new Map<string, (raw: string) => void>();

  constructor(options: JsonWireOptions) {
    const { url, stationId, password, version } = options;
    this.#options = options;
    this.#line = new StationLine({
      url: `${url.replace(/\/+$/, '')}/${encodeURIComponent(stationId)}`,
      subprotocol: SUBPROTOCOLS[version],
      stationId,
      password,
      onText: (text) => this.#receive(text),
    });
  }

  get isOpen(): boolean {
    return this.#line.isOpen;
  }

  get lost(): Promise<void> {
    return this.#line.lost;
  }

  open(): Promise<void> {
    return this.#line.open();
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  call(record: FoundRecord): Promise<string> {
    const { hasFreshIds } = this.#options;
    const { messageId, raw, rawEncoding } = record;
    const sentId = hasFreshIds ? randomUUID() : (messageId ?? '');
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#open.set(sentId, resolve);
    if (rawEncoding === 'base64') this.send(record);
    else {
      const text = this.#numbers.apply(raw);
      this.#line.send(hasFreshIds ? withMessageId(text, sentId) : text);
    }
    return promise;
  }

  send({ raw, rawEncoding }: FoundRecord): void {
    this.#line.send(rawEncoding === 'base64' ? Buffer.from(raw, 'base64') : this.#numbers.apply(raw));
  }

  compare(action: string | undefined, recorded: FoundRecord, received: string): AnswerDifference[] {
    if (action === 'StartTransaction') this.#numbers.learn(recorded.raw, received);
    return compareAnswers(recorded.raw, received);
  }

  #receive(text: string): void {
    const frame = parseFrame(text);
    if (frame.kind === 'result' || frame.kind === 'error') {
      this.#open.get(frame.id)?.(text);
      this.#open.delete(frame.id);
      return;
    }
    if (frame.kind === 'call') this.#answer(frame.id, frame.action);
  }

  #answer(messageId: string, action: string): void {
    const { answers, onAsked } = this.#options;
    const answer = answers.next(action);
    if (answer === undefined) {
      const words = 'The recording has no answer to this action.';
      this.#line.send(JSON.stringify([4, messageId, 'NotSupported', words, {}]));
      onAsked({ action, answer: 'unknown' });
      return;
    }
    this.#line.send(withMessageId(this.#numbers.apply(answer.raw), messageId));
    onAsked({ action, answer: answer.isRepeated ? 'repeated' : 'recorded' });
  }
}
