import { identityOf } from '../../../../../shared/station/identity.ts';
import { chooseSubprotocol } from '../../../../../shared/ocpp/subprotocol.ts';
import type { Conversation, Role } from './conversation.ts';
import type { Findings } from './findings.ts';
import { HttpReader, type HttpHead, type HttpMessage } from './httpReader.ts';
import { agreedInflaters } from './inflater.ts';
import { soapRequest, soapResponse, type SoapAsked } from './soapExchange.ts';
import type { PacketMark } from './tcpStream.ts';
import { WebSocketConversation } from './webSocketConversation.ts';

/** A request whose answer has not come yet. */
interface Pending {
  head: HttpHead;
  isUpgrade: boolean;
  asked?: SoapAsked | undefined;
}

/** Requests that may wait for answers; of more, the oldest count as unanswered. */
const MAX_PENDING = 100;
/** What a client may say before the answer to its upgrade is in the capture. */
const MAX_EARLY_BYTES = 64 * 1024;
const SWITCHING = 101;

/** A connection that speaks HTTP: exchanges of SOAP, or the upgrade to a WebSocket. */
export class HttpConversation implements Conversation {
  readonly #findings: Findings;
  readonly #clientAddress: string;
  readonly #readers: Record<Role, HttpReader>;
  readonly #pending: Pending[] = [];
  #earlyBytes = 0;
  /** The answer that agreed to an upgrade. */
  #switched: HttpHead | undefined;
  #webSocket: WebSocketConversation | undefined;

  constructor(findings: Findings, clientAddress: string) {
    this.#findings = findings;
    this.#clientAddress = clientAddress;
    const foreign = (): void => findings.skipped('connections that began with HTTP');
    this.#readers = {
      client: new HttpReader({
        head: (head) => this.#request(head),
        message: (message) => this.#requested(message),
        foreign,
      }),
      server: new HttpReader({
        head: (head) => this.#response(head),
        message: (message) => this.#responded(message),
        foreign,
      }),
    };
  }

  data(role: Role, bytes: Buffer, mark: PacketMark): void {
    if (this.#webSocket !== undefined) {
      this.#webSocket.data(role, bytes, mark);
      return;
    }
    this.#readers[role].data(bytes, mark);
    if (role === 'client' && this.#isUpgrading()) {
      this.#earlyBytes += bytes.length;
      if (this.#earlyBytes > MAX_EARLY_BYTES) this.#upgrade(mark);
    }
    if (this.#switched !== undefined) this.#upgrade(mark);
  }

  gap(role: Role, bytes: number, mark: PacketMark): void {
    if (this.#webSocket !== undefined) {
      this.#webSocket.gap(role, bytes, mark);
      return;
    }
    this.#findings.trouble(`${bytes} bytes of an HTTP exchange are missing in the capture.`, mark);
    // The answer to the upgrade is missing: what follows can only be the agreed WebSocket.
    if (role === 'server' && this.#isUpgrading()) this.#upgrade(mark).gap(role, bytes, mark);
    else this.#readers[role].gap(bytes, mark);
  }

  end(mark: PacketMark, isOver: boolean): void {
    if (this.#webSocket === undefined) {
      this.#readers.client.end(mark);
      this.#readers.server.end(mark);
      if (this.#isUpgrading()) this.#unanswered(mark, isOver);
    }
    this.#webSocket?.end(mark, isOver);
  }

  #isUpgrading(): boolean {
    return this.#pending[0]?.isUpgrade === true;
  }

  #request(head: HttpHead): 'body' | 'takeover' {
    const isUpgrade = /\bwebsocket\b/i.test(head.headers.get('upgrade') ?? '');
    this.#pending.push({ head, isUpgrade });
    if (this.#pending.length > MAX_PENDING) this.#pending.shift();
    return isUpgrade ? 'takeover' : 'body';
  }

  #requested(message: HttpMessage): void {
    const asked = soapRequest(this.#findings, message);
    if (asked === undefined) {
      this.#findings.skipped('HTTP requests');
      return;
    }
    const pending = this.#pending.findLast(({ head }) => head.first.number === message.first.number);
    if (pending !== undefined) pending.asked = asked;
  }

  #response(head: HttpHead): 'body' | 'no-body' | 'takeover' {
    const status = statusOf(head);
    if (status === SWITCHING) {
      this.#switched = head;
      return 'takeover';
    }
    if (status >= 100 && status < 200) return 'no-body';
    const method = this.#pending[0]?.head.startLine[0];
    return method === 'HEAD' || status === 204 || status === 304 ? 'no-body' : 'body';
  }

  #responded(message: HttpMessage): void {
    // “100 Continue” comes before the answer itself.
    if (statusOf(message) < 200) return;
    const pending = this.#pending.shift();
    if (pending?.isUpgrade === true) this.#refused(pending.head, message);
    else soapResponse(this.#findings, message, pending?.asked);
  }

  #upgrade(mark: PacketMark): WebSocketConversation {
    const request = this.#pending.find(({ isUpgrade }) => isUpgrade)?.head;
    const agreed = this.#switched;
    const target = request?.startLine[1];
    const subprotocol =
      agreed?.headers.get('sec-websocket-protocol') ??
      (agreed === undefined ? request?.headers.get('sec-websocket-protocol') : undefined);
    const choice = chooseSubprotocol(subprotocol);
    const version = subprotocol !== undefined && choice.ok ? choice.version : undefined;
    const stationId = this.#stationId(target);
    const inflaters = agreedInflaters(agreed?.headers.get('sec-websocket-extensions'));
    const last = agreed?.first ?? mark;
    const raw = JSON.stringify({ remoteAddress: this.#clientAddress, subprotocol, path: target });
    const known = { kind: 'connect', issues: [] } as const;
    const first = request?.first ?? last;
    this.#findings.frame({ first, last, stationId, version, direction: 'in', raw, known });
    if (agreed === undefined)
      this.#findings.trouble(
        'The answer to the upgrade is not in the capture; it is taken as agreed.',
        mark,
        stationId,
      );
    const conversation = new WebSocketConversation(this.#findings, { stationId, version, inflaters });
    this.#webSocket = conversation;
    for (const role of ['client', 'server'] as const) {
      const rest = this.#readers[role].rest();
      if (rest.length > 0) conversation.data(role, rest, mark);
    }
    return conversation;
  }

  /** The handshake failed: that is what the technician looks for. */
  #refused(request: HttpHead, answer: HttpMessage): void {
    const [, target = '/'] = request.startLine;
    const offered = request.headers.get('sec-websocket-protocol') ?? 'no subprotocol';
    const status = answer.startLine.slice(1).join(' ');
    const said = answer.body.toString('utf8', 0, 300).trim();
    const text =
      `A WebSocket was asked for at ${target} (${offered}) and refused: ${status}.` +
      (said === '' ? '' : ` The answer says: ${said}`);
    this.#findings.note(text, answer.last, this.#stationId(target));
    this.#earlyBytes = 0;
    this.#readers.client.resume(answer.last);
  }

  #unanswered(mark: PacketMark, isOver: boolean): void {
    if (this.#earlyBytes > 0 && this.#readers.client.length > 0) {
      this.#upgrade(mark);
      return;
    }
    const target = this.#pending[0]?.head.startLine[1] ?? '/';
    const what = isOver ? 'the connection ended without an answer' : 'the capture ends before an answer';
    this.#findings.note(`A WebSocket was asked for at ${target}; ${what}.`, mark, this.#stationId(target));
  }

  #stationId(target: string | undefined): string {
    const identity = identityOf(target ?? '/', this.#clientAddress);
    return identity.ok ? identity.stationId : identity.pathId;
  }
}

function statusOf({ startLine }: HttpHead): number {
  return Number.parseInt(startLine[1] ?? '', 10) || 0;
}
