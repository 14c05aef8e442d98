import { isJsonObject, type Json, type JsonObject } from '../../../../shared/json.ts';
import {
  composeCall,
  composeError,
  composeResult,
  composeResultError,
  composeSend,
  echoId,
} from '../../../../shared/ocpp/compose.ts';
import { formationErrorCode } from '../../../../shared/ocpp/errorCode.ts';
import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import { SUBPROTOCOLS, type JsonVersion } from '../../../../shared/ocpp/version.ts';
import type { Random } from '../../model/random.ts';
import type { StationClock } from '../clock.ts';
import type { Answer, IncomingCall } from './exchange.ts';
import type { StationLink, StationLinkEvents } from './stationLink.ts';
import { unusableBecause } from './unusableAnswer.ts';
import { WebSocketConnection } from './webSocket.ts';

export interface JsonLinkOptions {
  version: JsonVersion;
  /** Asked for anew at each attempt. */
  address: () => string;
  clock: StationClock;
  random: Random;
  /** User and password of HTTP Basic authentication, asked for anew at each attempt. */
  credentials: () => string | undefined;
}

/** OCPP-J: one frame each, over a WebSocket. */
export class JsonLink implements StationLink {
  readonly #version: JsonVersion;
  readonly #random: Random;
  readonly #events: StationLinkEvents;
  readonly #connection: WebSocketConnection;
  /** Actions of the calls that are out: an answer does not name its own. */
  readonly #actions = new Map<string, string>();

  constructor(options: JsonLinkOptions, events: StationLinkEvents) {
    this.#version = options.version;
    this.#random = options.random;
    this.#events = events;
    this.#connection = new WebSocketConnection(
      {
        ...options,
        subprotocol: SUBPROTOCOLS[options.version],
        offersCompression: options.version !== '1.6',
      },
      {
        onOpen: () => events.onOpen(),
        onText: (text) => this.#receive(text),
        onClose: () => {
          this.#actions.clear();
          events.onClose();
        },
        onTrouble: (line) => events.onTrouble(line),
      },
    );
  }

  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  get isConnecting(): boolean {
    return this.#connection.isConnecting;
  }

  open(): void {
    this.#connection.open();
  }

  call(id: string, action: string, payload: JsonObject): void {
    this.#actions.set(id, action);
    this.#connection.send(composeCall(id, action, JSON.stringify(payload)));
  }

  send(action: string, payload: JsonObject): void {
    this.#connection.send(composeSend(this.#random.uuid(), action, JSON.stringify(payload)));
  }

  drop(): void {
    this.#connection.drop();
  }

  reconnect(): void {
    this.#connection.reconnect();
  }

  close(reason: string): Promise<void> {
    return this.#connection.close(reason);
  }

  keepAlive(intervalS: number): void {
    this.#connection.keepAlive(intervalS);
  }

  #receive(text: string): void {
    const frame = parseFrame(text);
    switch (frame.kind) {
      case 'call':
        if (isJsonObject(frame.payload)) this.#called(frame, frame.payload);
        else this.#refuseMalformed(text, { ...frame, kind: 'malformed' });
        return;
      case 'result':
        this.#answered(frame.id, frame.payload);
        return;
      case 'error': {
        const { id, code, description } = frame;
        this.#actions.delete(id);
        this.#events.onReply(id, { kind: 'error', code, description });
        return;
      }
      case 'resultError':
        this.#events.onTrouble(`the central system refused an answer: ${frame.code} ${frame.description}`);
        return;
      case 'send':
        this.#events.onTrouble(`the unconfirmed message ${frame.action} was ignored`);
        return;
      case 'malformed':
        this.#refuseMalformed(text, frame);
    }
  }

  #called(frame: Extract<Frame, { kind: 'call' | 'send' }>, payload: JsonObject): void {
    const call: IncomingCall = { id: frame.id, action: frame.action, payload };
    const echo = echoId(frame);
    const compose = (answer: Answer): string =>
      answer.kind === 'result'
        ? composeResult(echo, JSON.stringify(answer.payload))
        : composeError(echo, answer.code, answer.description, answer.details ?? {});
    this.#events.onCall({ call, compose, reply: (text) => this.#connection.send(text) });
  }

  /** What the station cannot use it says since 2.1 (part 4 §4.2.4); before, it could only go on as if nothing had come. */
  #answered(id: string, answer: Json): void {
    const action = this.#actions.get(id);
    this.#actions.delete(id);
    const payload = isJsonObject(answer) ? answer : undefined;
    const fault =
      this.#version === '2.1' && action !== undefined ? unusableBecause(action, payload) : undefined;
    if (fault !== undefined) {
      this.#connection.send(composeResultError(id, fault.code, fault.description, {}));
      this.#events.onTrouble(`the answer to ${action ?? 'a call'} cannot be used: ${fault.description}`);
      this.#events.onReply(id, { kind: 'unusable' });
      return;
    }
    this.#events.onReply(id, { kind: 'result', payload: payload ?? {} });
  }

  /** Only what was meant as a call is answered: an error about an answer could go back and forth for ever. */
  #refuseMalformed(text: string, frame: Extract<Frame, { kind: 'malformed' }>): void {
    this.#events.onTrouble(`a frame could not be read: ${text.slice(0, 200)}`);
    const { id } = frame;
    if (id === undefined || !/^\s*\[\s*2\b/.test(text)) return;
    const code = formationErrorCode(this.#version);
    const description = 'the frame is not a valid OCPP-J call';
    this.#connection.send(composeError(echoId({ ...frame, id }), code, description, {}));
  }
}
