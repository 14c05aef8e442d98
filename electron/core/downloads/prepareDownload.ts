import { Readable } from 'node:stream';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { CheckedParams, Result } from '../../../shared/contract/methods.ts';
import type { Downloads } from './downloads.ts';

/** Offers what the screens made as a file. Fails with `invalid-params` where there is no content, or two. */
export function prepareDownload(
  downloads: Downloads,
  { fileName, text, base64 }: CheckedParams<'download.prepare'>,
): Result<'download.prepare'> {
  if ((text === undefined) === (base64 === undefined)) {
    throw new ContractError('invalid-params', 'A file is made of text or of bytes, not of both or nothing.');
  }
  // What no file system takes (Windows is the strictest), and what would lead to another folder.
  const name = fileName.replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, '-').replace(/^[.\s]+/, '') || 'kerbside';
  const open = (): Readable => Readable.from([text ?? Buffer.from(base64 ?? '', 'base64')]);
  const contentType = text === undefined ? 'application/octet-stream' : 'text/plain; charset=utf-8';
  return { ticket: downloads.offer({ fileName: name, contentType, open }), fileName: name };
}
