import { useState } from 'react';
import type { LogKind } from '../../../shared/files/logKind.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { RangeDraft } from './fetchRange.ts';

/** What the technician set before a log is asked for. Without a protocol the core chooses. */
export interface FetchDraft extends RangeDraft {
  kind: LogKind;
  protocol: TransferProtocol | undefined;
  /** Not said to the station where they are empty. */
  retries: number | undefined;
  retryIntervalS: number | undefined;
  isAnonymous: boolean;
}

const USUAL: FetchDraft = {
  kind: 'diagnostics',
  range: 'all',
  from: '',
  to: '',
  protocol: undefined,
  retries: undefined,
  retryIntervalS: undefined,
  isAnonymous: false,
};

/** Drafts live as long as the page: a look at another tab must not cost what was set. */
const drafts = new Map<string, FetchDraft>();

export function useFetchDraft(stationId: string): [FetchDraft, (change: Partial<FetchDraft>) => void] {
  const [draft, setDraft] = useState(() => drafts.get(stationId) ?? USUAL);
  const change = (changed: Partial<FetchDraft>): void => {
    const next = { ...draft, ...changed };
    drafts.set(stationId, next);
    setDraft(next);
  };
  return [draft, change];
}

/** How many settings differ from the usual ones. */
export function changedCount(draft: FetchDraft): number {
  const { kind, range, protocol, retries, retryIntervalS, isAnonymous } = draft;
  return [
    kind !== USUAL.kind,
    range !== USUAL.range,
    protocol !== undefined,
    retries !== undefined || retryIntervalS !== undefined,
    isAnonymous,
  ].filter(Boolean).length;
}
