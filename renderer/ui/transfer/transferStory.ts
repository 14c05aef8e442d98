/** One line of the story of a file between a station and Kerbside, as the contract tells it. */
export interface StoryStep {
  at: number;
  code: string;
  level: 'info' | 'good' | 'warning' | 'problem';
  sentence: string;
  remedy?: string | undefined;
  aboutSeq?: number | undefined;
  seq?: number | undefined;
}

/**
 * Where a line stands: what the station says in messages, what is seen of the file on the wire, or what concerns both:
 * requests, and what Kerbside concludes.
 */
export type Lane = 'says' | 'wire' | 'both';

/** Whether both tell the same story: lists that come anew with each byte are drawn only when something was added. */
export function isSameStory(one: readonly StoryStep[], other: readonly StoryStep[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  // Of a long story the middle falls away, and an earlier line may get its record later: all are compared.
  return one.every((step, index) => isSameStep(step, other[index]));
}

function isSameStep(one: StoryStep, other: StoryStep | undefined): boolean {
  return (
    other !== undefined &&
    one.at === other.at &&
    one.code === other.code &&
    one.level === other.level &&
    one.sentence === other.sentence &&
    one.remedy === other.remedy &&
    one.seq === other.seq &&
    one.aboutSeq === other.aboutSeq
  );
}

/** The records of a line in Messages: the frame that it is about, and its own. */
export function recordsOf({ aboutSeq, seq }: StoryStep): number[] {
  return [...new Set([aboutSeq, seq].filter((one) => one !== undefined))];
}
