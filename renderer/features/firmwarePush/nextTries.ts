import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { nextFirmwareTry, type NextFirmwareTry } from '../../../shared/files/nextFirmwareTry.ts';

/** Another way of the file changes nothing about what the station did once it had the file. */
const ABOUT_THE_WAY: ReadonlySet<string> = new Set(['request', 'download']);

/**
 * What can be done otherwise with another try, what is worth most first. Nothing where it has worked, is not under way
 * yet, or has failed at something that has nothing to do with how the file comes.
 */
export function nextTries(update: FirmwareUpdate): NextFirmwareTry[] {
  const { state, kind, protocol, isPlain, nextUrlForm, nextProtocol, failedAt } = update;
  const isOver =
    state === 'verified' || state === 'unverified' || state === 'published' || state === 'queued';
  if (isOver || kind === 'publish') return [];
  if (state === 'failed' && failedAt !== undefined && !ABOUT_THE_WAY.has(failedAt.stage)) return [];
  const first = nextFirmwareTry(update);
  const all: NextFirmwareTry[] = [
    ...(first === undefined ? [] : [first]),
    ...(!isPlain && protocol.startsWith('http') ? [{ by: 'plain' } as const] : []),
    ...(nextUrlForm === undefined ? [] : [{ by: 'url-form', urlForm: nextUrlForm } as const]),
    ...(nextProtocol === undefined ? [] : [{ by: 'protocol', protocol: nextProtocol } as const]),
  ];
  return all.filter((one, index) => all.findIndex(({ by }) => by === one.by) === index);
}
