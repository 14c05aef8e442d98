import type { Session } from '../../../../shared/session/session.ts';
import type { RunRecord } from './runRecord.ts';

/** Whether what happens is in the session file. */
export interface RecordingState {
  readonly recording: Session['recording'];
  /** Why not, as a sentence. */
  readonly problem: string | undefined;
  onStateChange(listener: () => void): () => void;
}

/** Why the file takes nothing now; nothing where it does. */
export function notRecorded(recording: RecordingState | undefined): string | undefined {
  return recording === undefined || recording.recording === 'on' ? undefined : recording.problem;
}

/** Says in the story of a run when the file stops taking it, and when it goes on; the run itself goes on. */
export function followRecording(
  recording: RecordingState | undefined,
  record: Pick<RunRecord, 'step'>,
): () => void {
  if (recording === undefined) return () => undefined;
  let was = notRecorded(recording);
  return recording.onStateChange(() => {
    const why = notRecorded(recording);
    if (why === was) return;
    const isBack = why === undefined;
    was = why;
    // What is told in the middle of a failed commit would wait for that commit.
    setImmediate(() =>
      record.step(
        isBack
          ? { code: 'recorded-again', level: 'good', sentence: 'The session file is written again.' }
          : {
              code: 'not-recorded',
              level: 'warning',
              sentence: `This goes on, but is not in the session file: ${why}`,
            },
      ),
    );
  });
}
