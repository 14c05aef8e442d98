import { useState } from 'react';
import type { Params } from '../../../../shared/contract/methods.ts';
import type { PortPushPlan, PortRun } from '../../../../shared/service-port/portRun.ts';

export interface PushDraft {
  libraryId?: string | undefined;
  version: string;
  /** By the names of the parameters; an empty one goes with the profile's value. */
  parameters: Readonly<Record<string, string>>;
}

const NOTHING: PushDraft = { version: '', parameters: {} };

/** What is to be pushed. A plan is of this draft alone: who changes it checks once more. */
export function usePushDraft(): {
  draft: PushDraft;
  plan: PortPushPlan | undefined;
  setPlan: (plan: PortPushPlan | undefined) => void;
  change: (change: Partial<PushDraft>) => void;
} {
  const [draft, setDraft] = useState(NOTHING);
  const [plan, setPlan] = useState<PortPushPlan>();
  return {
    draft,
    plan,
    setPlan,
    change(change) {
      setDraft((before) => ({ ...before, ...change }));
      setPlan(undefined);
    },
  };
}

export function pushWishOf(
  path: string,
  { libraryId, version, parameters }: PushDraft,
): Params<'port.planPush'> {
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  return {
    path,
    ...(libraryId === undefined ? {} : { libraryId }),
    ...(version.trim() === '' ? {} : { version: version.trim() }),
    ...(given.length === 0 ? {} : { parameters: Object.fromEntries(given) }),
  };
}

/** The same once more: the file by its sum, since its entry in the library may have been made anew. */
export function draftOfRun(
  { file, versionExpected = '', parameters = {} }: PortRun,
  files: readonly { id: string; sha256: string }[],
): PushDraft | undefined {
  const entry = files.find(({ sha256 }) => sha256 === file?.sha256);
  return entry === undefined ? undefined : { libraryId: entry.id, version: versionExpected, parameters };
}
