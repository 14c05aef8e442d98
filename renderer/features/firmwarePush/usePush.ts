import { useCallback, useRef, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Result } from '../../../shared/contract/methods.ts';
import { useAction } from '../../state/useAction.ts';
import type { PushDraft } from './pushDraft.ts';
import { checkParams, type CheckParams } from './pushParams.ts';

export type Checked = Result<'firmware.check'>;
export type CheckedStation = Checked['stations'][number];
export type Pushed = Result<'firmware.push'>;

export interface Push {
  isBusy: boolean;
  isPossible: boolean;
  failure: Failure | undefined;
  /** What would become of it; nothing until it was looked at, and after something was changed. */
  checked: Checked | undefined;
  /** Stations to which the last push has sent nothing, and why. */
  refused: Pushed;
  check: () => void;
  /** Exactly what was checked. */
  push: (how: { stationIds?: readonly string[]; isForced: boolean; limit?: number }) => void;
  forget: () => void;
}

/** First what would happen, then that it does. */
export function usePush(draft: PushDraft, stationIds: readonly string[]): Push {
  const { isBusy, isPossible, failure, run } = useAction();
  const [checked, setChecked] = useState<Checked>();
  const [refused, setRefused] = useState<Pushed>([]);
  const params = useRef<CheckParams>(undefined);
  const forget = useCallback((): void => {
    params.current = undefined;
    setChecked(undefined);
    setRefused([]);
  }, []);
  const check = (): void => {
    const wanted = checkParams(draft, stationIds);
    if (wanted === undefined) return;
    forget();
    params.current = wanted;
    void run(async (client) => {
      // Stations are asked for their protocols.
      const found = await client.call('firmware.check', wanted, { timeoutMs: 0 });
      if (params.current === wanted) setChecked(found);
    });
  };
  const push: Push['push'] = (how) => {
    const wanted = params.current;
    if (wanted === undefined) return;
    const { isForced, limit } = how;
    void run(async (client) => {
      const pushed = await client.call(
        'firmware.push',
        {
          ...wanted,
          ...(how.stationIds === undefined ? {} : { stationIds: [...how.stationIds] }),
          ...(isForced ? { isForced } : {}),
          ...(limit === undefined ? {} : { limit }),
          ...(draft.hasNoSnapshot ? { hasNoSnapshot: true } : {}),
          isConfirmed: true,
        },
        { timeoutMs: 0 },
      );
      forget();
      setRefused(pushed.filter(({ update }) => update === undefined));
    });
  };
  return { isBusy, isPossible, failure, checked, refused, check, push, forget };
}
