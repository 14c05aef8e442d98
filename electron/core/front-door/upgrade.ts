import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { SUBPROTOCOLS } from '../../../shared/ocpp/version.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { HandshakeFacts, StationArrival } from '../central/stationArrival.ts';
import { chooseCompression } from './compressionOffer.ts';
import { checkCredentials } from './credentialCheck.ts';
import { forceVersion } from './forcedVersion.ts';
import { identityByRule, identityOf, type Identity } from '../../../shared/station/identity.ts';
import { plainAnswer } from './plainAnswer.ts';
import { chooseSubprotocol, type Choice } from '../../../shared/ocpp/subprotocol.ts';
import { refuseUpgrade } from './upgradeRefusal.ts';
import type { Verdict, Visit } from './visit.ts';

export const FRAME_LIMIT_BYTES = 64 * 1024 * 1024;
const CLOSE_PROTOCOL_ERROR = 1002;
/** How long a refused client may take for its side of the closing handshake. */
const CLOSE_TIMEOUT_MS = 1000;

/**
 * Without context take-over a connection holds no window of its own between messages, so that a thousand compressing
 * stations cost what a few do; some clients break on take-over besides. Small messages grow by compression.
 */
const COMPRESSION = {
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  threshold: 256,
  concurrencyLimit: 4,
  zlibDeflateOptions: { level: 3, memLevel: 7 },
};

export interface UpgradeOptions {
  onStation: (arrival: StationArrival) => void;
  profileOf: (stationId: string) => QuirkProfile;
  /** The password that the technician set for a station; nothing where any is accepted. */
  passwordOf: (stationId: string) => string | undefined;
}

/** A request that may become a connection, as far as it was understood. */
interface Applicant {
  request: IncomingMessage;
  rest: Buffer;
  visit: Visit;
  identity: Extract<Identity, { ok: true }>;
  profile: QuirkProfile;
}

/** Makes WebSocket connections of upgrade requests, or says why not. */
export class Upgrader {
  readonly #options: UpgradeOptions;
  readonly #plain: WebSocketServer;
  readonly #compressing: WebSocketServer;
  /** The subprotocol to answer with, kept apart from the library, which refuses misspelt ones. */
  readonly #echo = new WeakMap<IncomingMessage, string>();

  constructor(options: UpgradeOptions) {
    this.#options = options;
    this.#plain = this.#createServer(false);
    this.#compressing = this.#createServer(COMPRESSION);
  }

  upgrade(request: IncomingMessage, rest: Buffer, visit: Visit): void {
    const refusal = refuseUpgrade(request);
    if (refusal !== undefined) {
      visit.judge(refusal.verdict);
      plainAnswer(visit.socket, refusal.status, refusal.verdict.sentence, ['Sec-WebSocket-Version: 13']);
      return;
    }
    const url = request.url ?? '/';
    const found = identityOf(url, visit.remoteAddress);
    if (!found.ok) {
      const verdict = identityTooLong(found.pathId);
      visit.judge(verdict);
      plainAnswer(visit.socket, 400, verdict.sentence);
      return;
    }
    const { profileOf } = this.#options;
    const byLastSegment = profileOf(found.stationId);
    const identity = identityByRule(found, url, byLastSegment.idRule);
    const profile = identity.stationId === found.stationId ? byLastSegment : profileOf(identity.stationId);
    const applicant = { request, rest, visit, identity, profile };
    const header = request.headers['sec-websocket-protocol'];
    const choice = chooseSubprotocol(header);
    delete request.headers['sec-websocket-protocol'];
    if (choice.ok) this.#admit(applicant, forceVersion(choice, header ?? '', profile.forcedVersion));
    else this.#refuseSubprotocol(applicant, choice.offered);
  }

  #admit(applicant: Applicant, choice: Extract<Choice, { ok: true }>): void {
    const { request, rest, visit, identity, profile } = applicant;
    const { stationId, isUnnamed } = identity;
    const { version, echo } = choice;
    const expected = this.#options.passwordOf(stationId);
    const check = checkCredentials(request.headers.authorization, { stationId, version, expected });
    if (check.refusal !== undefined) {
      visit.judge({ stage: 'upgrade', ok: false, ...check.refusal, ...who(identity), details: [check.fact] });
      plainAnswer(visit.socket, 401, check.refusal.sentence, ['WWW-Authenticate: Basic realm="Kerbside"']);
      return;
    }
    const compression = chooseCompression(request.headers['sec-websocket-extensions']);
    const isCompressing = compression.offer !== undefined && profile.compression !== false;
    if (isCompressing) request.headers['sec-websocket-extensions'] = compression.offer;
    if (echo !== undefined) this.#echo.set(request, echo);
    const issues = [...visit.mends, ...identity.issues, ...choice.issues, ...check.issues];
    if (compression.issue !== undefined) issues.push(compression.issue);
    const facts = factsOf(applicant, check.fact, compression.offer);
    const server = isCompressing ? this.#compressing : this.#plain;
    server.handleUpgrade(request, visit.socket, rest, (socket) => {
      const connected = (id: string): void => {
        const details = [facts.compression, facts.credentials].filter((fact) => fact !== undefined);
        visit.judge({ ...connectedVerdict(id, version, issues), ...who(identity), stationId: id, details });
      };
      connected(stationId);
      visit.settled();
      this.#onStation(socket, applicant, {
        stationId,
        version,
        issues,
        facts,
        ...(echo === undefined ? {} : { subprotocol: echo }),
        ...(isUnnamed ? { isUnnamed, onNamed: connected } : {}),
      });
    });
  }

  #onStation(
    socket: WebSocket,
    { visit, request }: Applicant,
    agreed: Omit<StationArrival, 'socket' | 'duplex' | 'remoteAddress' | 'localAddress' | 'path'>,
  ): void {
    const { socket: duplex, remoteAddress, localAddress } = visit;
    const path = request.url ?? '/';
    this.#options.onStation({ ...agreed, socket, duplex, remoteAddress, localAddress, path });
  }

  /** OCPP 1.6J §3.2: complete the handshake without the header, then close at once. */
  #refuseSubprotocol({ request, rest, visit, identity }: Applicant, offered: string[]): void {
    const asked = offered.slice(0, 10).join(', ').slice(0, 200);
    visit.judge({
      stage: 'upgrade',
      ok: false,
      code: 'unknown-subprotocol',
      sentence: `Asked for subprotocol ${asked}, which Kerbside does not speak.`,
      remedy: 'Set the charger to OCPP 1.6J, 2.0.1 or 2.1.',
      ...who(identity),
    });
    this.#plain.handleUpgrade(request, visit.socket, rest, (socket) => {
      // A faulty client may break the protocol while it is being sent away; that needs no second report.
      socket.on('error', () => socket.terminate());
      const hangUp = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
      socket.once('close', () => clearTimeout(hangUp));
      socket.close(CLOSE_PROTOCOL_ERROR, `Only ${Object.values(SUBPROTOCOLS).join(', ')} are spoken here`);
    });
  }

  #createServer(perMessageDeflate: typeof COMPRESSION | false): WebSocketServer {
    const server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: FRAME_LIMIT_BYTES,
      // Invalid UTF-8 is recorded as bytes with an issue instead of ending the connection.
      skipUTF8Validation: true,
      perMessageDeflate,
    });
    server.on('headers', (headers, request) => {
      const echo = this.#echo.get(request);
      if (echo !== undefined) headers.push(`Sec-WebSocket-Protocol: ${echo}`);
    });
    return server;
  }
}

function who({ stationId, pathId }: Applicant['identity']): { stationId: string; pathId?: string } {
  return { stationId, ...(pathId === undefined ? {} : { pathId }) };
}

function factsOf(
  { visit, profile }: Applicant,
  credentials: string,
  offer: string | undefined,
): HandshakeFacts {
  const facts: HandshakeFacts = { credentials };
  if (visit.encryption !== undefined) facts.tls = visit.encryption;
  if (offer !== undefined) {
    facts.compression =
      profile.compression === false
        ? 'Compression was offered and is off for this station.'
        : 'Compression (permessage-deflate) was agreed.';
  }
  return facts;
}

function identityTooLong(pathId: string): Verdict & { sentence: string } {
  return {
    stage: 'upgrade',
    ok: false,
    code: 'identity-too-long',
    sentence: 'The identity in the path is longer than 1000 characters.',
    remedy: 'Check the charger’s address and identity (OCPP 1.6J §3.1.1).',
    pathId,
  };
}

function connectedVerdict(stationId: string, version: string, issues: readonly Issue[]): Verdict {
  return {
    stage: 'connected',
    ok: true,
    code: 'connected',
    sentence: `${stationId} connected with OCPP ${version}.`,
    ...(issues.length === 0 ? {} : { remedy: issues.map((issue) => issue.message).join(' ') }),
  };
}
