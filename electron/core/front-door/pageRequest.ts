import type { IncomingMessage, ServerResponse } from 'node:http';
import { CA_PATH } from '../../../shared/session/listening.ts';
import { helpPage, helpText } from './helpPage.ts';
import type { SoapDoor } from './soapRequest.ts';
import type { Verdict, Visit } from './visit.ts';

/** Whose certificate chargers are to trust for wss. */
export interface Authority {
  certificate(): Promise<string>;
}

/** What serves more than pages. */
export interface PageServices {
  soap: SoapDoor;
  authority: Authority | undefined;
}

const ADDRESS_REMEDY =
  'Set the charger to OCPP-J (JSON over WebSocket) with the ws:// address shown in Kerbside, or to OCPP-S (SOAP) with the http:// address. A browser that opened this address is no fault.';

/**
 * Answers a request that asked for no upgrade. Every answer but those of SOAP closes the connection: chargers and their
 * proxies are known to handle keep-alive badly, and one connection stays one attempt.
 */
export function answerPageRequest(
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
  { soap, authority }: PageServices,
): void {
  const { method } = request;
  if (method === 'POST') {
    soap.take(request, response, visit, () => refuseMethod(request, response, visit));
    return;
  }
  response.setHeader('Connection', 'close');
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
  refuseMethod(request, response, visit);
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, visit: Visit): void {
  const { method = '' } = request;
  const verdict = isUpload(request) ? uploadUnasked(method) : methodVerdict(method);
  visit.judge(verdict);
  response.setHeader('Connection', 'close');
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

function isUpload({ method, headers }: IncomingMessage): boolean {
  const isFile = /^multipart\/form-data|^application\/(?:octet-stream|zip|gzip|x-(?:gzip|tar))/i;
  return method === 'PUT' || (method === 'POST' && isFile.test(headers['content-type'] ?? ''));
}

function uploadUnasked(method: string): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'upload-unasked',
    sentence: `Sent a file (HTTP ${method}) that nobody asked for, or under another path than it was given.`,
    remedy:
      'Ask the charger for its diagnostics: it is then told an address that takes one file. The path of that address has to be kept; see the head for the one that came.',
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
