import { problem, quoted, type ValueProblem } from './valueProblem.ts';
import type { ValueShape } from './valueShape.ts';

const URL_FORM = /^(wss?|https?|ftps?|sftp):\/\/[^\s/?#]+([/?#]\S*)?$/i;

/** Secrets are never quoted: a sentence may end up in a report. */
export function checkText(shape: ValueShape, value: string): ValueProblem | undefined {
  const { minLength = 0, maxLength, textForm, isSecret = false } = shape;
  if (value.length < minLength) {
    const what = value === '' ? 'It is empty' : `It has ${value.length} characters`;
    return problem('error', 'too-short', `${what}; at least ${minLength} are needed.`);
  }
  if (maxLength !== undefined && value.length > maxLength) {
    const sentence = `It has ${value.length} characters; ${maxLength} are allowed, and some stations cut the rest off.`;
    return problem('error', 'too-long', sentence);
  }
  if (/\p{Cc}/u.test(value)) {
    return problem('error', 'control-characters', 'There are line breaks or other control characters in it.');
  }
  if (textForm === 'url' && value !== '') {
    const wrong = checkUrl(value.trim());
    if (wrong !== undefined) return wrong;
  }
  if (textForm === 'hex' && !/^([0-9a-f]{2})*$/i.test(value.trim())) {
    const shown = isSecret ? 'The value' : quoted(value);
    return problem('error', 'not-hex', `${shown} is not made of pairs of hexadecimal digits.`);
  }
  if (value.trim() === value) return undefined;
  return problem('warning', 'spaces', 'There are spaces at its beginning or end, which are hard to see.');
}

function checkUrl(value: string): ValueProblem | undefined {
  if (/\s/.test(value))
    return problem('error', 'not-a-url', `There is a space inside the address ${quoted(value)}.`);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
    const sentence = `${quoted(value)} has no beginning such as ws:// or wss://. Some chargers want it that way, most do not.`;
    return problem('warning', 'no-scheme', sentence);
  }
  if (URL_FORM.test(value)) return undefined;
  return problem('error', 'not-a-url', `${quoted(value)} is no address that a station can connect to.`);
}
