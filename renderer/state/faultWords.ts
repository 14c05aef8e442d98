import type { TFunction } from 'i18next';
import type { AnswerFault } from '../../shared/station/answerFault.ts';

/** A fault in a few words, with what is left of it: "Heartbeat: no answer (2 more)". */
export function faultWords(t: TFunction, fault: AnswerFault): string {
  const { action, delayMs, next, done } = fault;
  const what = answerWords(t, fault);
  return t('answers.faults.words.whole', {
    action: action ?? t('answers.faults.any'),
    what: delayMs === undefined ? what : t('answers.faults.words.late', { what, delay: delayMs }),
    left:
      next === undefined
        ? t('answers.faults.words.endless', { done })
        : t('answers.faults.words.more', { count: next, left: next }),
  });
}

function answerWords(t: TFunction, { answer }: AnswerFault): string {
  if (answer === undefined) return t('answers.faults.words.usual');
  if (answer.kind === 'error') return t('answers.faults.words.error', { code: answer.code });
  return t(`answers.faults.words.${answer.kind === 'none' ? 'none' : answer.mode}`);
}
