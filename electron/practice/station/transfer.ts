export type Transferred = { ok: true; bytes: Buffer } | { ok: false; problem: string };

/** A firmware image larger than this is no firmware of a wallbox. */
const LARGEST_DOWNLOAD_BYTES = 512 * 1024 * 1024;

function checkLocation(location: string): URL | string {
  const url = URL.parse(location);
  if (url === null) return `${location} is no URL`;
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `this station has no client for ${url.protocol}`;
  return url;
}

async function request(location: string, init: RequestInit): Promise<Transferred> {
  const url = checkLocation(location);
  if (typeof url === 'string') return { ok: false, problem: url };
  try {
    const response = await fetch(withoutCredentials(url), withCredentials(url, init));
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) return { ok: false, problem: `${url.host} answered ${response.status}` };
    if (bytes.length > LARGEST_DOWNLOAD_BYTES) return { ok: false, problem: 'the file is too large' };
    return { ok: true, bytes };
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ok: false, problem: reason instanceof Error ? reason.message : String(reason) };
  }
}

/** `fetch` refuses user and password inside a URL, which OCPP servers like to send. */
function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

function withCredentials(url: URL, init: RequestInit): RequestInit {
  if (url.username === '') return init;
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { ...init, headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}` } };
}

export function download(location: string, signal: AbortSignal): Promise<Transferred> {
  return request(location, { signal });
}

/** Puts the file; a location that ends with a slash is a folder (OCPP 1.6 §6.25 calls it a directory). */
export function upload(
  location: string,
  fileName: string,
  body: string,
  signal: AbortSignal,
): Promise<Transferred> {
  const target = location.endsWith('/') ? location + encodeURIComponent(fileName) : location;
  return request(target, { method: 'PUT', body, signal });
}
