import { isJsonObject } from '../../json.ts';
import { readEnvelope } from '../../ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../ocpp/soap/readMessage.ts';
import type { SoapVersion } from '../../ocpp/version.ts';
import {
  differencesBetween,
  errorAnswer,
  type AnswerDifference,
  type ComparedAnswer,
} from './compareAnswers.ts';

/** Compares a recorded answer of OCPP-S with the one that came: what they say, whatever the prefixes and headers. */
export function compareSoapAnswers(
  asked: { version: SoapVersion; action: string },
  recorded: string,
  received: string,
): AnswerDifference[] {
  return differencesBetween(answerOf(asked, recorded), answerOf(asked, received));
}

function answerOf(
  { version, action }: { version: SoapVersion; action: string },
  text: string,
): ComparedAnswer {
  const read = readEnvelope(text);
  if (!read.ok) return { kind: 'none', name: 'an answer without SOAP', content: text.slice(0, 200) };
  const { envelope } = read;
  if (envelope.fault !== undefined) {
    const { code } = envelope.fault;
    return errorAnswer('fault', `SOAP fault ${code}`, code);
  }
  const payload = readMessage(envelope, { version, answerTo: action })?.payload;
  return { kind: 'response', name: 'a SOAP response', content: isJsonObject(payload) ? payload : {} };
}
