import { useEffect, useRef } from 'react';
import { useRoute } from '../../../state/useRoute.ts';
import type { Selection } from '../useSelection.ts';

/** The number of the record that the address names. */
export function useAddressedSeq(): number | undefined {
  const route = useRoute();
  return 'seq' in route ? route.seq : undefined;
}

/** Shows the record that the address names, once. */
export function useAddressedRecord(isReady: boolean, { selectSeq }: Selection, open: () => void): void {
  const seq = useAddressedSeq();
  const shown = useRef<number>(undefined);
  useEffect(() => {
    if (!isReady || seq === undefined || shown.current === seq) return;
    shown.current = seq;
    selectSeq(seq);
    open();
  });
}
