import { useState } from 'react';
import type { ValueProblem } from '../../../../shared/ocpp/configuration/valueProblem.ts';
import { configurationEditsOf, type Edits } from '../../../state/configurationEdits.ts';
import { canBeTried, isWritable, type Setting } from '../settings/setting.ts';
import { checkEdit, editedValue } from './checkEdit.ts';

/** A value that is being typed. `isStopped`: it was to be set as it is, and is known to be wrong. */
export interface Draft {
  id: string;
  text: string;
  isStopped: boolean;
}

export interface Editing {
  draft: Draft | undefined;
  /** What is wrong with the draft as it stands. */
  problem: ValueProblem | undefined;
  begin: (setting: Setting) => void;
  change: (text: string) => void;
  /** Puts the draft into the list of changes; one that is known to be wrong only where it is forced. */
  commit: (isForced?: boolean) => void;
  cancel: () => void;
  /** For a switch: the other way, straight into the list. */
  flip: (setting: Setting) => void;
  drop: (setting: Setting) => void;
}

/**
 * Editing one setting at a time. What is set goes into the list of changes, which nothing leaves by itself. `onSet` is told
 * of it.
 */
export function useEditing(
  stationId: string,
  byId: ReadonlyMap<string, Setting>,
  edits: Edits,
  onSet: () => void,
): Editing {
  const [draft, setDraft] = useState<Draft>();
  const store = configurationEditsOf(stationId);
  const setting = draft === undefined ? undefined : byId.get(draft.id);
  const problem = draft === undefined || setting === undefined ? undefined : checkEdit(setting, draft.text);

  const put = (to: Setting, text: string, isForced: boolean): void => {
    const value = editedValue(to, text, isForced);
    const isAsItIs = !to.isSecret && value === to.item?.value;
    if (isAsItIs) store.drop([to.address]);
    else store.set(to.address, value, isForced);
  };
  return {
    draft,
    problem,
    begin(to) {
      if (!canBeTried(to)) return;
      const collected = edits.get(to.address)?.value;
      // What a charger shows of a secret is not what it should be set to.
      const shown = to.isSecret ? '' : (to.item?.value ?? to.knowledge?.default ?? '');
      setDraft({ id: to.id, text: collected ?? shown, isStopped: false });
    },
    change: (text) =>
      setDraft((before) => (before === undefined ? undefined : { ...before, text, isStopped: false })),
    commit(isForced = false) {
      if (draft === undefined || setting === undefined) return;
      if (problem?.severity === 'error' && !isForced) {
        setDraft({ ...draft, isStopped: true });
        return;
      }
      put(setting, draft.text, isForced);
      setDraft(undefined);
      onSet();
    },
    cancel: () => setDraft(undefined),
    flip(to) {
      const now = edits.get(to.address)?.value ?? to.item?.value;
      if (to.shape?.type !== 'boolean' || !isWritable(to) || now === undefined) return;
      put(to, String(!/^\s*(true|1|on|yes)\s*$/i.test(now)), false);
    },
    drop: (to) => store.drop([to.address]),
  };
}
