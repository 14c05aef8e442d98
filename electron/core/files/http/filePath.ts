import { decodePart } from '../storage/safeFileName.ts';
import { TOKEN_FORM } from '../transfers/oneTimeSecrets.ts';
import { FILES_PREFIX } from '../transfers/transferUrls.ts';

/** A request target under the path of files. */
export interface FilePath {
  token: string;
  /** The last part behind the token, decoded; empty where there is none. Whatever else stands in between is ignored. */
  name: string;
}

/**
 * Reads a target, with or without scheme and host. Chargers append their id or the file's name, with one slash, two or
 * none of their own (QUIRKS 134, 157).
 */
export function readFilePath(target: string): FilePath | undefined {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  const start = path.replace(/^\/+/, '/');
  if (!start.startsWith(FILES_PREFIX)) return undefined;
  const [token = '', ...rest] = start.slice(FILES_PREFIX.length).split('/');
  if (!TOKEN_FORM.test(token)) return undefined;
  return { token, name: decodePart(rest.findLast((part) => part !== '') ?? '') };
}
