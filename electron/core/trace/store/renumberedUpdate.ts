import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { renumberedStep, withSeq } from './renumberedFetch.ts';

/** An update whose records have other numbers, in another file; `of` has nothing for those that are not there. */
export function renumberedUpdate(
  update: FirmwareUpdate,
  of: (seq: number | undefined) => number | undefined,
): FirmwareUpdate {
  const { requestSeq, status, steps, ...rest } = update;
  const request = of(requestSeq);
  return {
    ...rest,
    ...(request === undefined ? {} : { requestSeq: request }),
    ...(status === undefined ? {} : { status: withSeq(status, of(status.seq)) }),
    steps: steps.map((step) => renumberedStep(step, of)),
  };
}
