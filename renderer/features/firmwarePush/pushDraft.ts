import { useState } from 'react';
import type { FirmwareUrlForm } from '../../../shared/files/firmwareUrlForm.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import { USUAL_SIGNING, type SigningDraft } from './signingDraft.ts';

/** What the technician set before firmware is pushed. What is not set is left to the core. */
export interface PushDraft {
  /** The file, as an entry of the library. */
  libraryId: string | undefined;
  /** What the charger is to report afterwards; empty: what the library knows. */
  version: string;
  protocol: TransferProtocol | undefined;
  urlForm: FirmwareUrlForm | undefined;
  isPlain: boolean;
  retries: number | undefined;
  retryIntervalS: number | undefined;
  /** As fields of the type `datetime-local` have them; empty: at once. */
  retrieveAt: string;
  installAt: string;
  hasNoSnapshot: boolean;
  signing: SigningDraft;
}

const USUAL: PushDraft = {
  libraryId: undefined,
  version: '',
  protocol: undefined,
  urlForm: undefined,
  isPlain: false,
  retries: undefined,
  retryIntervalS: undefined,
  retrieveAt: '',
  installAt: '',
  hasNoSnapshot: false,
  signing: USUAL_SIGNING,
};

/** Drafts live as long as the page; keys and passphrases only as long as the form. */
const drafts = new Map<string, PushDraft>();

export type ChangeDraft = (change: Partial<PushDraft>) => void;

/** `name` is the station, or the page for several. */
export function usePushDraft(name: string, libraryId?: string): [PushDraft, ChangeDraft] {
  const [draft, setDraft] = useState<PushDraft>(() => {
    const kept = drafts.get(name) ?? USUAL;
    return libraryId === undefined ? kept : { ...kept, libraryId };
  });
  const change: ChangeDraft = (changed) => {
    const next = { ...draft, ...changed };
    drafts.set(name, { ...next, signing: USUAL_SIGNING });
    setDraft(next);
  };
  return [draft, change];
}

/** How many settings differ from the usual ones, but for the file. */
export function changedCount(draft: PushDraft): number {
  const { version, protocol, urlForm, isPlain, retries, retryIntervalS } = draft;
  return [
    version !== '',
    protocol !== undefined,
    urlForm !== undefined,
    isPlain,
    retries !== undefined || retryIntervalS !== undefined,
    draft.retrieveAt !== '' || draft.installAt !== '',
    draft.hasNoSnapshot,
    draft.signing.by !== 'none',
  ].filter(Boolean).length;
}
