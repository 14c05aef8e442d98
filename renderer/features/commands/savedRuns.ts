import { z } from 'zod';
import { outcomeSchema } from '../../../shared/station/outcome.ts';
import { savedText, saveText } from '../../state/savedText.ts';
import type { CommandRun } from './commandRun.ts';

/** Browsers keep about five million characters for a page in all. */
const MOST_CHARS = 500_000;

const savedRunsSchema = z.array(
  z.object({
    id: z.number(),
    startedAt: z.number(),
    action: z.string(),
    payload: z.string(),
    timeoutMs: z.number(),
    sendAnyway: z.boolean(),
    outcome: outcomeSchema.optional(),
    sentSeq: z.number().optional(),
  }),
);

/** The runs that were kept until the tab is closed; none where there are none, or what is there is not ours. */
export function readRuns(key: string): readonly CommandRun[] {
  const text = savedText('sessionStorage', key);
  if (text === undefined) return [];
  try {
    return savedRunsSchema.parse(JSON.parse(text));
  } catch (error) {
    console.warn('the history of commands cannot be read', error);
    return [];
  }
}

/** Keeps as many of the newest as there is room for. A failure of the tool's own is of no use later. */
export function saveRuns(key: string, runs: readonly CommandRun[]): void {
  let kept = runs.filter(({ failure }) => failure === undefined);
  let text = JSON.stringify(kept);
  while (text.length > MOST_CHARS && kept.length > 0) {
    kept = kept.slice(0, Math.floor(kept.length / 2));
    text = JSON.stringify(kept);
  }
  saveText('sessionStorage', key, text);
}
