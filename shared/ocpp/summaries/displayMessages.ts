import type { Json } from '../../json.ts';
import { isTrue, listOf, numberOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { counted, joined, labelled, transaction } from './wording.ts';

/** What the station shows to drivers, of 2.x. */
export const DISPLAY_MESSAGES: Summaries = {
  SetDisplayMessage: { request: (payload) => sayMessage(objectOf(payload, 'message')) },
  GetDisplayMessages: {
    request: (payload) =>
      joined([
        sayIds(payload),
        textOf(payload, 'priority'),
        labelled('while', textOf(payload, 'state')),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  ClearDisplayMessage: { request: (payload) => labelled('message', textOf(payload, 'id')) },
  NotifyDisplayMessages: {
    request(payload) {
      const messages = listOf(payload, 'messageInfo');
      return joined([
        labelled('request', textOf(payload, 'requestId')),
        messages.length === 1 ? sayMessage(messages[0]) : counted(messages.length, 'message'),
        isTrue(payload, 'tbc') ? 'more to come' : undefined,
      ]);
    },
  },
};

function sayMessage(message: Json | undefined): string | undefined {
  const content = textOf(objectOf(message, 'message') ?? listOf(message, 'message')[0], 'content');
  return joined([
    labelled('message', textOf(message, 'id')),
    textOf(message, 'priority'),
    content === undefined ? undefined : `“${content}”`,
    labelled('while', textOf(message, 'state')),
    transaction(message),
    labelled('from', textOf(message, 'startDateTime')),
    labelled('until', textOf(message, 'endDateTime')),
  ]);
}

function sayIds(payload: Json): string {
  const ids = listOf(payload, 'id');
  const [first] = ids;
  if (ids.length === 0) return 'all messages';
  const only = ids.length === 1 ? numberOf({ id: first ?? null }, 'id') : undefined;
  return only === undefined ? counted(ids.length, 'message') : `message ${only}`;
}
