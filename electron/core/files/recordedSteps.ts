import type { FetchStep } from '../../../shared/files/diagnosticsFetch.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Recorder } from '../trace/store/newRecord.ts';

/** Whose steps they are, and what the sentences of their records begin with. */
export interface StepRecords {
  recorder: Recorder;
  stationId: string;
  version: OcppVersion | undefined;
  direction: 'in' | 'out';
  about: string;
}

/** A transfer whose latest steps are records of their own, but for the request, which is one already. */
export function recordedSteps<T extends { steps: FetchStep[] }>(before: T, after: T, means: StepRecords): T {
  if (after.steps === before.steps) return after;
  const steps = after.steps.map((step) =>
    step.seq === undefined && step.code !== 'asked' ? { ...step, seq: record(step, means) } : step,
  );
  return { ...after, steps };
}

function record({ at, sentence, aboutSeq }: FetchStep, means: StepRecords): number {
  const { recorder, stationId, version, direction, about } = means;
  return recorder.append({
    at,
    stationId,
    ...(version === undefined ? {} : { version }),
    kind: 'transfer',
    direction,
    ...(aboutSeq === undefined ? {} : { aboutSeq }),
    raw: `${about}: ${sentence}`,
    issues: [],
  }).seq;
}
