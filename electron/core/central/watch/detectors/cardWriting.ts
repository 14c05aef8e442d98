import { sameCard, type CardDifference } from '../../../../../shared/ocpp/idTag.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';

const KEPT = 20;
/** Card numbers have 20 digits at most; what is much longer is no card. */
const LONGEST = 40;

const WORDS: Readonly<Record<CardDifference, string>> = {
  case: 'once in capitals and once in small letters',
  separators: 'once with and once without signs between the bytes',
  'byte-order': 'with its bytes turned round',
  'extra-byte': 'with a byte more, which may be a check sum',
  padding: 'filled up with zeros',
};

/** One card that comes in two writings: lists and back ends then take it for two. */
export function cardWriting(): Detector {
  const tags: string[] = [];
  return {
    interest: {
      calls: ['Authorize', 'StartTransaction', 'StopTransaction', 'TransactionEvent'],
      outcomes: ['RemoteStartTransaction', 'RequestStartTransaction'],
    },
    observe(event) {
      if (event.type !== 'call' && event.type !== 'outcome') return undefined;
      const fields = objectOf(event.payload);
      const tag = textOf(fields['idTag'] ?? objectOf(fields['idToken'])['idToken']);
      if (tag === undefined || tag.length > LONGEST || tags.includes(tag)) return undefined;
      const other = tags.find((known) => sameCard(known, tag) !== undefined);
      tags.push(tag);
      if (tags.length > KEPT) tags.shift();
      const difference = other === undefined ? undefined : sameCard(other, tag);
      if (difference === undefined) return undefined;
      return {
        findings: [
          found(
            'warning',
            'card-written-differently',
            `“${other}” and “${tag}” are probably one card, ${WORDS[difference]}.`,
            {
              subject: tag,
              remedy:
                'Enter the card in both writings where cards are listed, or set the reader’s byte order or length in the station if it has such a setting.',
            },
          ),
        ],
      };
    },
  };
}
