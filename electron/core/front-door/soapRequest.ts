import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { SoapArrival, SoapHttpAnswer } from '../central/soap/soapArrival.ts';
import { BODY_LIMIT_BYTES, BodyReader, type ReadBody } from './soapBody.ts';
import type { Verdict, Visit } from './visit.ts';

/** How long a body may take, slow lines of GPRS modems included. */
const BODY_MS = 60_000;
/** How long a client may go on sending after it was told that it is too much. */
const DRAIN_MS = 1000;
const XML_TYPE = /\b(?:text|application)\/(?:[\w.-]+\+)?xml\b/i;

export interface SoapDoorOptions {
  /** Takes over a request whose body is there. */
  onSoap: (arrival: SoapArrival) => void;
  bodyMs?: number;
}

/** HTTP requests with a body that may be SOAP: content type, size and time, then on to the central system. */
export class SoapDoor {
  readonly #options: SoapDoorOptions;
  readonly #bodies = new BodyReader();

  constructor(options: SoapDoorOptions) {
    this.#options = options;
  }

  /** `otherwise` answers a request that is no SOAP. */
  take(request: IncomingMessage, response: ServerResponse, visit: Visit, otherwise: () => void): void {
    const isXml = request.headers['soapaction'] !== undefined || isXmlType(request);
    const timeMs = this.#options.bodyMs ?? BODY_MS;
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES && isXml) {
      refuse(request, response, visit, 'too-large');
      return;
    }
    void this.#bodies.read(request, { timeMs, isXml }).then((read) => {
      if (read.ok) this.#options.onSoap(arrivalOf(request, response, visit, read.body));
      else if (read.why === 'not-xml') otherwise();
      else refuse(request, response, visit, read.why);
    });
  }
}

function isXmlType({ headers }: IncomingMessage): boolean {
  return XML_TYPE.test(headers['content-type'] ?? '');
}

function arrivalOf(
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
  body: Buffer,
): SoapArrival {
  const { headers, url = '/', socket } = request;
  const host = headers.host ?? `${socket.localAddress ?? ''}:${socket.localPort ?? ''}`;
  const contentType = headers['content-type'];
  // What had to be mended belongs to the first request of a connection.
  const mends = visit.mends;
  visit.mends = [];
  return {
    body,
    path: url,
    contentType,
    httpAction: actionOf(request),
    remoteAddress: visit.remoteAddress,
    localAddress: visit.localAddress,
    ownAddress: `${'encrypted' in socket ? 'https' : 'http'}://${host}${url.startsWith('/') ? url : '/'}`,
    issues: [...mends, ...contentTypeIssues(contentType)],
    judge: (verdict) => visit.judge({ stage: verdict.ok ? 'connected' : 'http', ...verdict }),
    answer: (answer) => write(response, answer),
    drop: () => socket.destroy(),
    onEnd: (listener) => response.once('close', listener),
  };
}

/** SOAP 1.1 has a header of its own, SOAP 1.2 a parameter of the content type. */
function actionOf({ headers }: IncomingMessage): string | undefined {
  const header = headers['soapaction'];
  const action = Array.isArray(header) ? header[0] : header;
  const parameter = /\baction\s*=\s*"?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  return [action?.replaceAll('"', '').trim(), parameter].find((text) => text !== undefined && text !== '');
}

function contentTypeIssues(contentType: string | undefined): Issue[] {
  if (contentType !== undefined && XML_TYPE.test(contentType)) return [];
  const said =
    contentType === undefined ? 'no content type' : `the content type “${contentType.slice(0, 80)}”`;
  return [
    {
      severity: 'warning',
      code: 'soap-content-type',
      message: `The request has ${said}; SOAP 1.2 travels as application/soap+xml, SOAP 1.1 as text/xml.`,
      clause: 'SOAP 1.2 part 2 §7.1.4',
    },
  ];
}

function write(response: ServerResponse, { status, contentType, text }: SoapHttpAnswer): void {
  if (response.destroyed || response.headersSent) return;
  const body = Buffer.from(text);
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': body.length });
  response.end(body);
}

type Refusal = Exclude<Extract<ReadBody, { ok: false }>['why'], 'not-xml'>;

/** Says what was wrong and hangs up, whatever else the client has to send. */
function refuse(request: IncomingMessage, response: ServerResponse, visit: Visit, why: Refusal): void {
  const { status, verdict } = REFUSALS[why];
  visit.judge(verdict);
  const { socket } = request;
  if (why === 'cut') {
    socket.destroy();
    return;
  }
  response.setHeader('Connection', 'close');
  write(response, { status, contentType: 'text/plain; charset=utf-8', text: `${verdict.sentence}\n` });
  request.resume();
  setTimeout(() => socket.destroy(), DRAIN_MS).unref();
}

const REFUSALS: Readonly<Record<Refusal, { status: number; verdict: Verdict }>> = {
  'too-large': {
    status: 413,
    verdict: {
      stage: 'http',
      ok: false,
      code: 'soap-too-large',
      sentence: 'Sent a SOAP message of more than 4 MB; it was not read to its end.',
      remedy: 'No message of OCPP is that long. Check what sends it.',
    },
  },
  'too-slow': {
    status: 408,
    verdict: {
      stage: 'http',
      ok: false,
      code: 'soap-too-slow',
      sentence: 'Began a SOAP message and did not finish it in time.',
      remedy:
        'A bad connection or a wrong Content-Length can cause this; see the head for what was promised.',
    },
  },
  'too-many': {
    status: 503,
    verdict: {
      stage: 'http',
      ok: false,
      code: 'soap-too-many',
      sentence: 'Sent a SOAP message while too many others were on their way.',
      remedy: 'A charger tries again by itself. Check which device opens so many connections.',
    },
  },
  cut: {
    status: 400,
    verdict: {
      stage: 'http',
      ok: false,
      code: 'soap-cut',
      sentence: 'Began a SOAP message and hung up in the middle.',
      remedy: 'A bad connection can cause this, or a Content-Length that is larger than the message.',
    },
  },
};
