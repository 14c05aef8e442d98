import type { IncomingMessage, ServerResponse } from 'node:http';
import { helpPage, helpText } from './helpPage.ts';
import type { SoapDoor } from './soapRequest.ts';
import type { Verdict, Visit } from './visit.ts';

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
  soap: SoapDoor,
): void {
  const { method } = request;
  if (method === 'POST') {
    soap.take(request, response, visit, () => refuseMethod(request, response, visit));
    return;
  }
  response.setHeader('Connection', 'close');
  if (method === 'GET' || method === 'HEAD') {
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
    answerWithPage(request, response);
    return;
  }
  refuseMethod(request, response, visit);
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, visit: Visit): void {
  const verdict = methodVerdict(request.method ?? '');
  visit.judge(verdict);
  response.setHeader('Connection', 'close');
  response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${verdict.sentence} ${verdict.remedy ?? ''}\n`);
  // The rest of an upload would otherwise be read to its end.
  request.resume();
}

function answerWithPage(request: IncomingMessage, response: ServerResponse): void {
  const { localAddress, localPort } = request.socket;
  const host = request.headers.host ?? `${localAddress ?? ''}:${localPort ?? ''}`;
  const isTerminal = /^(curl|wget|httpie)\b/i.test(request.headers['user-agent'] ?? '');
  const page = Buffer.from(isTerminal ? helpText(host) : helpPage(host));
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

export function methodVerdict(method: string): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'method',
    sentence: `Sent an HTTP ${method} request that is neither a WebSocket nor a SOAP message.`,
    remedy: ADDRESS_REMEDY,
  };
}
