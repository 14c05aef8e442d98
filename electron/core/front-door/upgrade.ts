import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { SUBPROTOCOLS } from '../../../shared/ocpp/version.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { StationArrival } from '../central/stationArrival.ts';
import { identityOf } from './identity.ts';
import { plainAnswer } from './plainAnswer.ts';
import { chooseSubprotocol, type Choice } from './subprotocol.ts';
import { refuseUpgrade } from './upgradeRefusal.ts';
import type { Visit } from './visit.ts';

export const FRAME_LIMIT_BYTES = 64 * 1024 * 1024;
const CLOSE_PROTOCOL_ERROR = 1002;
/** How long a refused client may take for its side of the closing handshake. */
const CLOSE_TIMEOUT_MS = 1000;

export interface UpgradeOptions {
  onStation: (arrival: StationArrival) => void;
  perMessageDeflate: boolean;
}

/** Makes WebSocket connections of upgrade requests, or says why not. */
export class Upgrader {
  readonly #onStation: (arrival: StationArrival) => void;
  readonly #server: WebSocketServer;
  /** The subprotocol to answer with, kept apart from the library, which refuses misspelt ones. */
  readonly #echo = new WeakMap<IncomingMessage, string>();

  constructor(options: UpgradeOptions) {
    this.#onStation = options.onStation;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: FRAME_LIMIT_BYTES,
      // Invalid UTF-8 is recorded as bytes with an issue instead of ending the connection.
      skipUTF8Validation: true,
      perMessageDeflate: options.perMessageDeflate,
    });
    this.#server.on('headers', (headers, request) => {
      const echo = this.#echo.get(request);
      if (echo !== undefined) headers.push(`Sec-WebSocket-Protocol: ${echo}`);
    });
  }

  upgrade(request: IncomingMessage, rest: Buffer, visit: Visit): void {
    const refusal = refuseUpgrade(request);
    if (refusal !== undefined) {
      visit.judge(refusal.verdict);
      plainAnswer(visit.socket, refusal.status, refusal.verdict.sentence, ['Sec-WebSocket-Version: 13']);
      return;
    }
    const url = request.url ?? '/';
    const identity = identityOf(url, visit.remoteAddress);
    if (!identity.ok) {
      const sentence = 'The identity in the path is longer than 1000 characters.';
      const remedy = 'Check the charger’s address and identity (OCPP 1.6J §3.1.1).';
      visit.judge({
        stage: 'upgrade',
        ok: false,
        code: 'identity-too-long',
        sentence,
        remedy,
        pathId: identity.pathId,
      });
      plainAnswer(visit.socket, 400, sentence);
      return;
    }
    const { stationId, pathId } = identity;
    const who = { stationId, ...(pathId === undefined ? {} : { pathId }) };
    const choice = chooseSubprotocol(request.headers['sec-websocket-protocol']);
    delete request.headers['sec-websocket-protocol'];
    if (!choice.ok) {
      this.#refuseSubprotocol(request, rest, { visit, who, offered: choice.offered });
      return;
    }
    if (choice.echo !== undefined) this.#echo.set(request, choice.echo);
    const issues = [...visit.mends, ...identity.issues, ...choice.issues];
    this.#server.handleUpgrade(request, visit.socket, rest, (socket) => {
      visit.judge({
        stage: 'connected',
        ok: true,
        code: 'connected',
        ...connectedWords(stationId, choice, issues),
        ...who,
      });
      this.#onStation({
        socket,
        duplex: visit.socket,
        stationId,
        version: choice.version,
        remoteAddress: visit.remoteAddress,
        path: url,
        issues,
        ...(choice.echo === undefined ? {} : { subprotocol: choice.echo }),
      });
    });
  }

  /** OCPP 1.6J §3.2: complete the handshake without the header, then close at once. */
  #refuseSubprotocol(
    request: IncomingMessage,
    rest: Buffer,
    { visit, who, offered }: { visit: Visit; who: { stationId: string; pathId?: string }; offered: string[] },
  ): void {
    const asked = offered.slice(0, 10).join(', ').slice(0, 200);
    visit.judge({
      stage: 'upgrade',
      ok: false,
      code: 'unknown-subprotocol',
      sentence: `Asked for subprotocol ${asked}, which Kerbside does not speak.`,
      remedy: 'Set the charger to OCPP 1.6J, 2.0.1 or 2.1.',
      ...who,
    });
    this.#server.handleUpgrade(request, visit.socket, rest, (socket) => {
      // A faulty client may break the protocol while it is being sent away; that needs no second report.
      socket.on('error', () => socket.terminate());
      const hangUp = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
      socket.once('close', () => clearTimeout(hangUp));
      socket.close(CLOSE_PROTOCOL_ERROR, `Only ${Object.values(SUBPROTOCOLS).join(', ')} are spoken here`);
    });
  }
}

function connectedWords(
  stationId: string,
  choice: Extract<Choice, { ok: true }>,
  issues: readonly Issue[],
): { sentence: string; remedy?: string } {
  const sentence = `${stationId} connected with OCPP ${choice.version}.`;
  return issues.length === 0
    ? { sentence }
    : { sentence, remedy: issues.map((issue) => issue.message).join(' ') };
}
