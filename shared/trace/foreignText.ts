import type { Issue } from './issue.ts';

const HTML =
  /^\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*\?>\s*<!doctype html|HTTP\/\d(?:\.\d)? \d{3})/i;
const PING_WORDS = /^\s*"?(?:ping|pong)"?\s*$/i;

/** A web page, or the whole answer of a web server. */
export function isHtml(text: string): boolean {
  return HTML.test(text);
}

/** A text over a WebSocket that is no OCPP at all but known in the field: what it is, or nothing. */
export function foreignTextIssue(text: string): Issue | undefined {
  if (PING_WORDS.test(text)) {
    const message = `The word “${text.trim().slice(0, 10)}” as a message: the station means a WebSocket ping or pong (RFC 6455 §5.5) and sends text.`;
    return { severity: 'info', code: 'ping-as-text', message };
  }
  if (!isHtml(text.slice(0, 2048))) return undefined;
  const message =
    'An HTML page came where an OCPP message belongs: a proxy or captive portal in between answers, not the charger.';
  return { severity: 'error', code: 'html-instead-of-ocpp', message };
}
