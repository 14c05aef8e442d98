import type { Verdict } from './visit.ts';

interface ParserError extends Error {
  code?: string;
  reason?: string;
}

/** Node's parse errors in plain words; the parser's own code stays in the sentence for those who search for it. */
export function httpFault(error: ParserError): { status: 400 | 408 | 431; verdict: Verdict } {
  const remedy =
    'This is a fault of the charger’s HTTP software or of a device in between; see the head for what was sent.';
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return {
      status: 431,
      verdict: fault('http-head-too-long', 'The HTTP request has headers without end.', remedy),
    };
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, verdict: fault('http-too-slow', 'The HTTP request was never finished.', remedy) };
  }
  const detail = error.reason ?? error.code ?? error.message;
  return {
    status: 400,
    verdict: fault('http-malformed', `The HTTP request is malformed: ${detail}.`, remedy),
  };
}

function fault(code: string, sentence: string, remedy: string): Verdict {
  return { stage: 'http', ok: false, code, sentence, remedy };
}
