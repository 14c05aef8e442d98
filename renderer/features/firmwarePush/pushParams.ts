import type { Params } from '../../../shared/contract/methods.ts';
import type { PushDraft } from './pushDraft.ts';
import { isComplete, signingOf } from './signingDraft.ts';

export type CheckParams = Params<'firmware.check'>;

/** Why a draft cannot be pushed yet. */
export type DraftFault = 'no-file' | 'no-station' | 'signing' | 'times';

export function draftFault(draft: PushDraft, stationIds: readonly string[]): DraftFault | undefined {
  const { libraryId, signing, retrieveAt, installAt } = draft;
  if (libraryId === undefined) return 'no-file';
  if (stationIds.length === 0) return 'no-station';
  if (!isComplete(signing)) return 'signing';
  const retrieve = timeOf(retrieveAt);
  const install = timeOf(installAt);
  return retrieve !== undefined && install !== undefined && install < retrieve ? 'times' : undefined;
}

/** What is checked, and pushed afterwards exactly so; nothing while something is missing. */
export function checkParams(draft: PushDraft, stationIds: readonly string[]): CheckParams | undefined {
  const { libraryId } = draft;
  if (libraryId === undefined || draftFault(draft, stationIds) !== undefined) return undefined;
  const signing = signingOf(draft.signing);
  const retrieveAt = timeOf(draft.retrieveAt);
  const installAt = timeOf(draft.installAt);
  return {
    file: { libraryId },
    stationIds: [...stationIds],
    ...offeringOf(draft),
    ...(signing === undefined ? {} : { signing }),
    ...(retrieveAt === undefined ? {} : { retrieveAt }),
    ...(installAt === undefined ? {} : { installAt }),
  };
}

type Offering = Pick<
  Params<'firmware.publish'>,
  'version' | 'protocol' | 'urlForm' | 'isPlain' | 'retries' | 'retryIntervalS'
>;

/** How the file is handed out, the same for a push and a publication. */
export function offeringOf(draft: PushDraft): Offering {
  const { protocol, urlForm, isPlain, retries, retryIntervalS } = draft;
  const version = draft.version.trim();
  return {
    ...(version === '' ? {} : { version }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(urlForm === undefined ? {} : { urlForm }),
    ...(isPlain ? { isPlain } : {}),
    ...(retries === undefined ? {} : { retries }),
    ...(retryIntervalS === undefined ? {} : { retryIntervalS }),
  };
}

/** Epoch ms of a field of the type `datetime-local`, by the clock of this machine. */
function timeOf(text: string): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
