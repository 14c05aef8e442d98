import { TRANSFER_PROTOCOLS, type TransferProtocol } from './transferProtocol.ts';

/**
 * The protocols that a station says it takes, in small letters and in its order: `SupportedFileTransferProtocols` of
 * 1.6, `OCPPCommCtrlr.FileTransferProtocols` of 2.x. Stations separate them as they like. Nothing where nothing is named.
 */
export function toldProtocols(value: string | undefined): string[] | undefined {
  const words = (value ?? '').toLowerCase().match(/[a-z][a-z0-9.+-]*/g) ?? [];
  return words.length === 0 ? undefined : [...new Set(words)];
}

export function isTransferProtocol(word: string): word is TransferProtocol {
  return (TRANSFER_PROTOCOLS as readonly string[]).includes(word);
}
