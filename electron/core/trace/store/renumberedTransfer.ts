import type { FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';

/** What a fetch and an update say with numbers of records. */
interface Numbered {
  requestSeq?: number | undefined;
  status?: { seq?: number | undefined } | undefined;
  steps: FetchStep[];
}

type NumberOf = (seq: number | undefined) => number | undefined;

/** A fetch or an update whose records have other numbers, in another file; `of` has nothing for those that are not there. */
export function renumberedTransfer<T extends Numbered>(transfer: T, of: NumberOf): T {
  const { requestSeq, status, steps, ...rest } = transfer;
  const request = of(requestSeq);
  return {
    ...rest,
    ...(request === undefined ? {} : { requestSeq: request }),
    ...(status === undefined ? {} : { status: withSeq(status, of(status.seq)) }),
    steps: steps.map((step) => renumberedStep(step, of)),
  } as T;
}

function renumberedStep(
  { aboutSeq, ...step }: FetchStep,
  of: (seq: number | undefined) => number | undefined,
): FetchStep {
  const about = of(aboutSeq);
  const own = withSeq(step, of(step.seq));
  return about === undefined ? own : { ...own, aboutSeq: about };
}

function withSeq<T extends { seq?: number | undefined }>(
  { seq: _before, ...rest }: T,
  seq: number | undefined,
): Omit<T, 'seq'> & { seq?: number } {
  return seq === undefined ? rest : { ...rest, seq };
}
