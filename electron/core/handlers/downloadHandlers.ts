import type { Handlers } from '../../../shared/contract/handlers.ts';
import { prepareDownload } from '../downloads/prepareDownload.ts';
import type { Services } from './services.ts';

export function downloadHandlers({ downloads }: Services): Pick<Handlers, 'download.prepare'> {
  return { 'download.prepare': (wish) => prepareDownload(downloads, wish) };
}
