import { useEffect, useState } from 'react';
import type { SessionList } from '../../shared/session/sessionEntry.ts';
import { useClient } from './useAppState.ts';

/** The session files of this machine, kept up to date while somebody looks: the folder is looked at for it. */
export function useSessionList(): SessionList | undefined {
  const client = useClient();
  const [list, setList] = useState<SessionList>();
  useEffect(() => client?.subscribe('sessions', {}, { snapshot: setList, change: setList }), [client]);
  return list;
}
