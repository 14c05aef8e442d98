import { useEffect, useRef } from 'react';
import { useTopic } from './useAppState.ts';
import { navigate, useRoute } from './useRoute.ts';

/**
 * What a screen of the running session holds of records belongs to that session: the answer is a key that changes with
 * it. An address that names a record then names none any more.
 */
export function useSessionScope(): string | undefined {
  const path = useTopic('session')?.path;
  const route = useRoute();
  const before = useRef(path);
  useEffect(() => {
    const isOther = before.current !== undefined && before.current !== path;
    before.current = path;
    if (!isOther || (route.screen !== 'messages' && route.screen !== 'station')) return;
    const { seq, ...rest } = route;
    if (seq !== undefined) navigate(rest);
  }, [path, route]);
  return path;
}
