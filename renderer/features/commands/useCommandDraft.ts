import { useState } from 'react';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import {
  chooseDraftAction,
  draftAction,
  draftPayload,
  dropDraftPayload,
  keepCommandDraft,
} from '../../state/commandDrafts.ts';
import { useExample } from './useExample.ts';

export interface CommandDraft {
  action: string;
  /** Nothing while the example is being made. */
  payload: string | undefined;
  isEdited: boolean;
  choose: (action: string) => void;
  edit: (payload: string) => void;
  /** Takes another action and payload over, from the history. */
  reuse: (action: string, payload: string) => void;
  /** Back to the example. */
  reset: () => void;
}

/** The action and payload in the editor of a station, kept beyond this screen. */
export function useCommandDraft(station: Station, version: OcppVersion, firstAction: string): CommandDraft {
  const { id } = station;
  const [, setChanges] = useState(0);
  const action = draftAction(id) ?? firstAction;
  const example = useExample(station, version, action);
  const edited = draftPayload(id, action);
  const changed = (): void => setChanges((changes) => changes + 1);
  return {
    action,
    payload: edited ?? example,
    isEdited: edited !== undefined && edited !== example,
    choose(next) {
      chooseDraftAction(id, next);
      changed();
    },
    edit(payload) {
      keepCommandDraft(id, action, payload);
      changed();
    },
    reuse(next, payload) {
      keepCommandDraft(id, next, payload);
      changed();
    },
    reset() {
      dropDraftPayload(id, action);
      changed();
    },
  };
}
