import type { ItemReading } from '../../../../../shared/service-port/driverItem.ts';
import type { RapiItemSpec } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import type { RapiAnswer } from './rapiLink.ts';
import { printable } from './rapiWords.ts';
import { unanswered } from './rapiWriting.ts';

const REFUSED =
  'The charger refused ($NK): it does not know the command, was built without it, or cannot tell it now.';

/** What an answer says of one item. */
export function readingOf(
  key: string,
  spec: RapiItemSpec | undefined,
  answer: RapiAnswer | undefined,
): ItemReading {
  const at = Date.now();
  if (spec?.read === undefined || answer === undefined) {
    const trouble = spec === undefined ? 'This charger has no such item.' : 'It can only be written.';
    return { key, at, failure: 'unreadable', trouble };
  }
  if (answer.kind === 'no-answer') {
    return { key, at, failure: 'no-answer', trouble: unanswered(answer.cause) };
  }
  const raw = printable(answer.frame.text);
  if (answer.kind === 'refused') {
    const trouble = answer.isDamagedThere ? 'The command arrived damaged, each time.' : REFUSED;
    return { key, at, raw, failure: 'refused', trouble };
  }
  const value = spec.read.value(answer.frame);
  if (value === undefined) {
    return {
      key,
      at,
      raw,
      failure: 'unreadable',
      trouble: 'The answer has another shape than it should have.',
    };
  }
  return 'value' in value ? { key, at, raw, value: value.value } : { key, at, raw, trouble: value.absent };
}
