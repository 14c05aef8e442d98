import { ContractError } from '../../shared/contract/failure.ts';
import { saveText, savedText } from '../state/savedText.ts';
import { openWebSocketLink } from '../transport/webSocketLink.ts';
import { copyText } from './copyText.ts';
import type { Host } from './host.ts';
import { sendFile } from './sendFile.ts';
import { openTextFile } from './openTextFile.ts';

const KEY = 'kerbside.token';

/**
 * Takes the token out of the address bar, so that it is neither bookmarked nor read over a shoulder, and keeps it for
 * this tab: a reload finds it there.
 */
function takeToken(): string | undefined {
  const url = new URL(window.location.href);
  const token = url.searchParams.get('token');
  if (token === null) return savedText('sessionStorage', KEY);
  saveText('sessionStorage', KEY, token);
  url.searchParams.delete('token');
  window.history.replaceState(window.history.state, '', url);
  return token;
}

/** For the technician. */
export interface BrowserHostWords {
  noToken: string;
  noTokenHint: string;
  broken: (name: string) => string;
  brokenHint: string;
}

/** The screens in any browser, served by `kerbside serve`. */
export function createBrowserHost(words: BrowserHostWords): Host {
  const token = takeToken();
  const query = `?token=${encodeURIComponent(token ?? '')}`;
  return {
    kind: 'browser',
    async openLink() {
      if (token === undefined)
        throw new ContractError('permission', words.noToken, { hint: words.noTokenHint });
      const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
      return openWebSocketLink(`${scheme}://${window.location.host}/link${query}`);
    },
    async saveDownload(ticket, fileName) {
      const anchor = document.createElement('a');
      anchor.href = `/download/${encodeURIComponent(ticket)}${query}`;
      anchor.download = fileName;
      document.body.append(anchor);
      anchor.click();
      anchor.remove();
    },
    async offerFile(file, onProgress) {
      const sentences = { broken: words.broken(file.name), brokenHint: words.brokenHint };
      const url = `/upload/${encodeURIComponent(file.name)}${query}`;
      return { upload: await sendFile(url, file, sentences, onProgress) };
    },
    isHere: /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(window.location.hostname),
    openTextFile,
    copyText,
  };
}
