import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who may talk to the browser host. It holds the technician's session and can reboot chargers, so what it has to fear
 * are the other pages in the technician's browser: they can send requests to any address, also to loopback.
 *
 * - DNS rebinding: a foreign name is made to point here, and the browser takes us for that page's own server. Such a
 *   request carries the foreign name in `Host`.
 * - A foreign page that opens a WebSocket or posts a form: such a request carries the page's `Origin`, and the cookie.
 * - A foreign page that fetches without being let see the answer: no `Origin`, but `Sec-Fetch-Site`.
 * - Other programs and users of the machine or the network: they do not know the token.
 */
export interface GuardSettings {
  token: string;
  /** Where the screens are served: part of the cookie's name. */
  port: number;
  /** `host:port` of every address under which the screens are served, e.g. `127.0.0.1:8886`. */
  allowedHosts: readonly string[];
}

export interface RequestHead {
  method?: string | undefined;
  url?: string | undefined;
  headers: IncomingHttpHeaders;
}

export type Verdict = { ok: true } | { ok: false; status: 400 | 401 | 403; sentence: string };

/** Cookies know no ports (RFC 6265 §8.5), so two Kerbsides of one machine need two names. */
export function tokenCookie(port: number): string {
  return `kerbside_token_${port}`;
}

/** `sentence` is plain text that is safe inside HTML too. */
export function checkRequest(request: RequestHead, { token, port, allowedHosts }: GuardSettings): Verdict {
  const { headers } = request;
  const allowed = new Set(allowedHosts.map(withPort));
  if (headers.host === undefined) {
    return refuse(
      400,
      'The request does not name the host that it is for, so Kerbside cannot tell whom it serves.',
    );
  }
  if (!allowed.has(withPort(headers.host))) {
    const name = harmless(headers.host);
    return refuse(
      403,
      `Kerbside is not served under the name ${name}: open the address that it printed when it started.`,
    );
  }
  if (headers.origin !== undefined && !isAllowedOrigin(headers.origin, allowed)) {
    const origin = harmless(headers.origin);
    return refuse(403, `A page from ${origin} tried to use Kerbside: only its own screens may do that.`);
  }
  if (isForeignFetch(headers)) {
    return refuse(403, 'A page of another site tried to use Kerbside: only its own screens may do that.');
  }
  if (!tokensOf(request, tokenCookie(port)).some((given) => isSame(given, token))) {
    return refuse(
      401,
      'The token is missing or wrong: open the whole address that Kerbside printed, with ?token= in it.',
    );
  }
  return { ok: true };
}

function refuse(status: 400 | 401 | 403, sentence: string): Verdict {
  return { ok: false, status, sentence };
}

/** A `Host` without a port means port 80 (RFC 9110 §7.2); names are compared without regard to case. */
function withPort(host: string): string {
  const name = host.toLowerCase();
  return /:\d+$/.test(name) ? name : `${name}:80`;
}

function isAllowedOrigin(origin: string, allowed: ReadonlySet<string>): boolean {
  const host = /^http:\/\/([^/]+)$/i.exec(origin)?.[1];
  return host !== undefined && allowed.has(withPort(host));
}

/** A link on another page may lead here, that is what a browser is for; but no page may load our answers into itself. */
function isForeignFetch(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document';
}

function tokensOf({ method, url, headers }: RequestHead, cookie: string): string[] {
  const query = URL.parse(url ?? '/', 'http://host')?.searchParams.get('token');
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  // A browser sends the cookie by itself. Where something is to be changed, that alone does not show who wants it.
  const isReading = method === undefined || method === 'GET' || method === 'HEAD';
  const cookies = isReading || headers.origin !== undefined ? cookiesOf(headers.cookie, cookie) : [];
  return [query, bearer, ...cookies].filter((given) => given !== undefined && given !== null);
}

/** All cookies of our name: an earlier Kerbside on this port may have set one for another path. */
function cookiesOf(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** Digests are of equal length whatever was given, so that the time taken tells nothing about the token. */
function isSame(given: string, token: string): boolean {
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function harmless(text: string): string {
  return text.slice(0, 100).replaceAll(/[^\w.:/[\]-]/g, '?');
}
