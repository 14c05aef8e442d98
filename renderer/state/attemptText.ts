import type { TFunction } from 'i18next';
import type { Attempt } from '../../shared/station/attempt.ts';

/** The core's English sentence, or its translation by the stable code. */
export function attemptSentence(t: TFunction, { code, sentence }: Attempt): string {
  return t(`attempt.${code}`, { defaultValue: sentence });
}

export function attemptRemedy(t: TFunction, { code, remedy }: Attempt): string | undefined {
  return remedy === undefined ? undefined : t(`attemptRemedy.${code}`, { defaultValue: remedy });
}
