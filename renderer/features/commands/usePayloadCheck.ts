import { useEffect, useRef, useState } from 'react';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import { failureOf } from '../../state/failureOf.ts';
import { useClient } from '../../state/useAppState.ts';

export interface PayloadCheck {
  /** Of the text as it is now; nothing while that is not known. */
  state: 'checking' | 'valid' | 'invalid';
  /** The newest that are known: they stay on the screen while the next check runs. */
  issues: readonly Issue[];
}

const DEBOUNCE_MS = 220;
const NO_ISSUES: readonly Issue[] = [];

/** Checks a payload against its schema while it is typed. */
export function usePayloadCheck(
  version: OcppVersion,
  action: string,
  payload: string | undefined,
): PayloadCheck {
  const client = useClient();
  const [checked, setChecked] = useState<{ action: string; payload: string; issues: readonly Issue[] }>();
  const checkedAction = useRef<string>(undefined);
  useEffect(() => {
    if (client === undefined || payload === undefined) return undefined;
    const controller = new AbortController();
    const check = async (): Promise<void> => {
      try {
        const params = { version, action, part: 'request', payload } as const;
        const { issues } = await client.call('schema.check', params, { signal: controller.signal });
        if (!controller.signal.aborted) setChecked({ action, payload, issues });
      } catch (error) {
        // Unchecked it can still be sent: the core checks again and says what is wrong.
        failureOf(error);
        if (!controller.signal.aborted) setChecked({ action, payload, issues: NO_ISSUES });
      }
    };
    // Nobody has typed into an action that was just chosen.
    const timer = setTimeout(() => void check(), checkedAction.current === action ? DEBOUNCE_MS : 0);
    checkedAction.current = action;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, version, action, payload]);
  const issues = checked?.action === action ? checked.issues : NO_ISSUES;
  if (checked === undefined || checked.action !== action || checked.payload !== payload) {
    return { state: 'checking', issues };
  }
  return { state: issues.length === 0 ? 'valid' : 'invalid', issues };
}
