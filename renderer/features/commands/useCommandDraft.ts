import { useState } from 'react';
import {
  chooseDraftAction,
  draftAction,
  draftPayload,
  dropDraftPayload,
  keepCommandDraft,
} from '../../state/commandDrafts.ts';

export interface CommandDraft {
  action: string;
  /** Nothing where the payload was left as the example. */
  edited: string | undefined;
  choose: (action: string) => void;
  edit: (payload: string) => void;
  /** Takes another action and payload over, from the history. */
  reuse: (action: string, payload: string) => void;
  /** Back to the example. */
  reset: () => void;
}

/** The action and payload in the editor of a station, kept beyond this screen. */
export function useCommandDraft(stationId: string, firstAction: string): CommandDraft {
  const [, setChanges] = useState(0);
  const action = draftAction(stationId) ?? firstAction;
  const changed = (): void => setChanges((changes) => changes + 1);
  return {
    action,
    edited: draftPayload(stationId, action),
    choose(next) {
      chooseDraftAction(stationId, next);
      changed();
    },
    edit(payload) {
      keepCommandDraft(stationId, action, payload);
      changed();
    },
    reuse(next, payload) {
      keepCommandDraft(stationId, next, payload);
      changed();
    },
    reset() {
      dropDraftPayload(stationId, action);
      changed();
    },
  };
}
