import type { Access } from '../item.ts';

const WORDS: Readonly<Record<string, Access>> = {
  true: 'read-only',
  yes: 'read-only',
  ro: 'read-only',
  r: 'read-only',
  readonly: 'read-only',
  false: 'read-write',
  no: 'read-write',
  rw: 'read-write',
  readwrite: 'read-write',
  wo: 'write-only',
  w: 'write-only',
  writeonly: 'write-only',
};

/** What tools write for whether an item can be written: our words, those of OCPP, and whether it is read-only. */
export function accessOfWord(word: string): Access | undefined {
  const plain = word.toLowerCase().replaceAll(/[\s_/-]/g, '');
  return Object.hasOwn(WORDS, plain) ? WORDS[plain] : undefined;
}
