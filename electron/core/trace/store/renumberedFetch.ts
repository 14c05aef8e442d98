import type { DiagnosticsFetch, FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';

/** A fetch whose records have other numbers, in another file; `of` has nothing for those that are not there. */
export function renumberedFetch(
  fetch: DiagnosticsFetch,
  of: (seq: number | undefined) => number | undefined,
): DiagnosticsFetch {
  const { requestSeq, status, steps, ...rest } = fetch;
  const request = of(requestSeq);
  return {
    ...rest,
    ...(request === undefined ? {} : { requestSeq: request }),
    ...(status === undefined ? {} : { status: withSeq(status, of(status.seq)) }),
    steps: steps.map((step) => renumberedStep(step, of)),
  };
}

export function renumberedStep(
  { aboutSeq, ...step }: FetchStep,
  of: (seq: number | undefined) => number | undefined,
): FetchStep {
  const about = of(aboutSeq);
  const own = withSeq(step, of(step.seq));
  return about === undefined ? own : { ...own, aboutSeq: about };
}

export function withSeq<T extends { seq?: number | undefined }>(
  { seq: _before, ...rest }: T,
  seq: number | undefined,
): Omit<T, 'seq'> & { seq?: number } {
  return seq === undefined ? rest : { ...rest, seq };
}
