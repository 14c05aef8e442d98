import type { IncomingMessage, ServerResponse } from 'node:http';
import { CA_PATH } from '../../../shared/session/listening.ts';
import { helpPage, helpText } from './helpPage.ts';
import type { Verdict, Visit } from './visit.ts';

/** Whose certificate chargers are to trust for wss. */
export interface Authority {
  certificate(): Promise<string>;
}

const ADDRESS_REMEDY =
  'Set the charger to OCPP-J (JSON over WebSocket) with the ws:// address shown in Kerbside. A browser that opened this address is no fault.';

/**
 * Answers a request that asked for no upgrade. Every answer closes the connection: chargers and their proxies are
 * known to handle keep-alive badly, and one connection stays one attempt.
 */
export function answerPageRequest(
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
  authority?: Authority,
): void {
  response.setHeader('Connection', 'close');
  const { method } = request;
  if (method === 'GET' || method === 'HEAD') {
    if (authority !== undefined && request.url === CA_PATH) {
      void answerWithCertificate(request, response, authority);
      return;
    }
    if (request.url === '/favicon.ico') {
      response.writeHead(404).end();
      return;
    }
    if (request.headers['sec-websocket-key'] !== undefined) {
      const verdict = upgradeLost();
      visit.judge(verdict);
      response.writeHead(426, { Upgrade: 'websocket', 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(method === 'HEAD' ? undefined : `${verdict.sentence} ${verdict.remedy ?? ''}\n`);
      return;
    }
    visit.judge(noUpgrade());
    answerWithPage(request, response, authority !== undefined);
    return;
  }
  const verdict = isSoap(request) ? soapVerdict() : methodVerdict(method ?? '');
  visit.judge(verdict);
  response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${verdict.sentence} ${verdict.remedy ?? ''}\n`);
  // The rest of an upload would otherwise be read to its end.
  request.resume();
}

/** Downloaded by a person who loads it into the charger; that is no attempt of a charger. */
async function answerWithCertificate(
  request: IncomingMessage,
  response: ServerResponse,
  authority: Authority,
): Promise<void> {
  try {
    const certificate = Buffer.from(await authority.certificate());
    response.writeHead(200, {
      'Content-Type': 'application/x-pem-file',
      'Content-Length': certificate.length,
      'Content-Disposition': 'attachment; filename="kerbside-ca.pem"',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : certificate);
  } catch {
    // Why is in the log of those who asked for it in a handshake; here a person waits for an answer.
    response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('The certificate could not be made or read: check that Kerbside’s folder is writable.\n');
  }
}

function answerWithPage(request: IncomingMessage, response: ServerResponse, hasTls: boolean): void {
  const { localAddress, localPort } = request.socket;
  const host = request.headers.host ?? `${localAddress ?? ''}:${localPort ?? ''}`;
  const isTerminal = /^(curl|wget|httpie)\b/i.test(request.headers['user-agent'] ?? '');
  const page = Buffer.from(isTerminal ? helpText(host, hasTls) : helpPage(host, hasTls));
  response.writeHead(200, {
    'Content-Type': `text/${isTerminal ? 'plain' : 'html'}; charset=utf-8`,
    'Content-Length': page.length,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : page);
}

function isSoap({ headers }: IncomingMessage): boolean {
  return (
    headers['soapaction'] !== undefined || /\b(soap\+xml|text\/xml)\b/i.test(headers['content-type'] ?? '')
  );
}

function noUpgrade(): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'no-upgrade',
    sentence: 'Reached the port but never asked for an upgrade to WebSocket.',
    remedy: ADDRESS_REMEDY,
  };
}

function upgradeLost(): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'upgrade-header-missing',
    sentence: 'Sent a WebSocket key but not the header “Upgrade: websocket”.',
    remedy:
      'A proxy or firewall in between often takes that header away: connect the charger directly, or let the proxy pass WebSocket.',
  };
}

function soapVerdict(): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'soap',
    sentence: 'Speaks OCPP over SOAP, which this version of Kerbside does not take.',
    remedy: 'Set the charger to OCPP 1.6J (JSON over WebSocket) and the ws:// address.',
  };
}

export function methodVerdict(method: string): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'method',
    sentence: `Sent an HTTP ${method} request instead of asking for a WebSocket.`,
    remedy: ADDRESS_REMEDY,
  };
}
