import type { FlashJob, FlashOutcome } from './flasher.ts';

/** What a boot loader refuses or leaves unanswered, on its way to become the outcome. */
export class FlashRefusal extends Error {
  readonly remedy: string | undefined;

  constructor(sentence: string, remedy?: string) {
    super(sentence);
    this.remedy = remedy;
  }
}

/** Runs a push; what the device refuses and what was stopped here are outcomes, and the rest rejects. */
export async function outcomeOf(
  { line: { lost }, signal }: Pick<FlashJob, 'line' | 'signal'>,
  work: () => Promise<FlashOutcome>,
): Promise<FlashOutcome> {
  try {
    return await work();
  } catch (error) {
    if (lost.aborted) throw lost.reason;
    if (signal.aborted) return { kind: 'failed', isCancelled: true, sentence: 'It was stopped here.' };
    if (!(error instanceof FlashRefusal)) throw error;
    const { message, remedy } = error;
    return {
      kind: 'failed',
      isCancelled: false,
      sentence: message,
      ...(remedy === undefined ? {} : { remedy }),
    };
  }
}
