import type { Frame } from '../../../../shared/ocpp/frame.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Appended } from '../../trace/newRecord.ts';
import type { CallAnswer } from '../calls/callQueue.ts';

/** A recorded answer as the waiting call takes it. */
export function callAnswer(
  frame: Extract<Frame, { kind: 'result' }> | Extract<Frame, { kind: 'error' | 'resultError' }>,
  { seq: responseSeq, latencyMs }: Appended,
  issues: readonly Issue[],
): CallAnswer {
  const proof = { responseSeq, issues, ...(latencyMs === undefined ? {} : { latencyMs }) };
  return frame.kind === 'result'
    ? { kind: 'result', payload: frame.payload, ...proof }
    : { kind: 'error', code: frame.code, description: frame.description, ...proof };
}
