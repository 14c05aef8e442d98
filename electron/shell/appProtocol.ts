import type { WebFrameMain } from 'electron';
import { join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentSecurityPolicy } from '../../shared/contract/contentSecurityPolicy.ts';
import type { ElectronParts } from './electronParts.ts';

/** The screens have an origin of their own, unlike files, so that `'self'` and the sender check mean something. */
const SCHEME = 'kerbside';
export const APP_URL = `${SCHEME}://app/index.html`;

/** Only before the program is ready. */
export function registerAppScheme({ protocol }: ElectronParts): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

export function serveApp({ net, protocol }: ElectronParts, folder: string): void {
  protocol.handle(SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    if (method !== 'GET' || host !== 'app' || !path.startsWith(folder + sep)) {
      return new Response('not found', { status: 404 });
    }
    const { body, headers } = await net.fetch(pathToFileURL(path).href);
    const type = headers.get('content-type') ?? 'application/octet-stream';
    const policy = {
      'content-security-policy': contentSecurityPolicy([]),
      'x-content-type-options': 'nosniff',
    };
    return new Response(body, { headers: { 'content-type': type, ...policy } });
  });
}

/** Whether a message comes from the top frame of our own page: any other frame has no business here. */
export function isOurFrame(frame: WebFrameMain | null): boolean {
  const url = frame === null || frame.parent !== null ? null : URL.parse(frame.url);
  return url?.protocol === `${SCHEME}:` && url.host === 'app';
}
