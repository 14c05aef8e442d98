import { isSettled, type DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import type { FetchEvent, FetchTimes } from './fetchEvent.ts';
import { onAnswered, onAsked } from './onAnswer.ts';
import { onStatus } from './onStatus.ts';
import { onTime } from './onTime.ts';
import { onUpload } from './onUpload.ts';
import { amountText, nextTry, stepsAt, withStep } from './steps.ts';

const CANCEL_WORDS = {
  technician: { code: 'cancelled', sentence: 'Cancelled by the technician.' },
  retry: { code: 'given-up-for-retry', sentence: 'Given up for another try.' },
  'kerbside-ended': {
    code: 'kerbside-ended',
    sentence: 'Kerbside ended before the file came; its address is not good any more.',
  },
} as const;

/** A fetch as it is after something happened. Pure: all that is known stands in the fetch. */
export function advance(fetch: DiagnosticsFetch, event: FetchEvent, times: FetchTimes): DiagnosticsFetch {
  const { at } = event;
  switch (event.type) {
    case 'asked':
      return onAsked(fetch, event);
    case 'answered':
      return onAnswered(fetch, event);
    case 'status':
      return onStatus(fetch, event);
    case 'left':
    case 'booted':
      return onAway(fetch, event);
    case 'cancelled': {
      if (isSettled(fetch)) return { ...fetch, isOpen: false };
      const step = { at, level: 'info' as const, ...CANCEL_WORDS[event.why] };
      return withStep(fetch, step, { state: 'cancelled', isOpen: false });
    }
    case 'closed':
      return { ...fetch, isOpen: false };
    case 'part-removed': {
      const sentence = `What had come of the file by then (${sizeText(event.bytes)}) was removed: no charger can go on with it.`;
      return withStep(fetch, stepsAt(at, undefined)('part-removed', 'info', sentence), {
        movedAt: fetch.movedAt,
      });
    }
    case 'tick':
      return onTime(fetch, at, times);
    default:
      return onUpload(fetch, event);
  }
}

/** Some chargers restart over a password in an address for FTP (QUIRKS 133). */
function onAway(
  fetch: DiagnosticsFetch,
  event: Extract<FetchEvent, { type: 'left' | 'booted' }>,
): DiagnosticsFetch {
  if (isSettled(fetch) || fetch.state === 'asking') return fetch;
  const { at } = event;
  const hasPassword = !fetch.protocol.startsWith('http') && fetch.isAnonymous !== true;
  const when =
    fetch.connectedAt === undefined ? 'before it connected for the upload' : `after ${amountText(fetch)}`;
  const sentence = event.type === 'left' ? `Left, ${when}.` : `Restarted, ${when}.`;
  const over = hasPassword && fetch.connectedAt === undefined;
  const remedy = over
    ? `Some chargers restart over a user and password in an address. ${nextTry(fetch)}`
    : undefined;
  const seq = event.type === 'booted' ? event.seq : undefined;
  const code = event.type === 'left' ? 'station-left' : 'station-restarted';
  return withStep(fetch, stepsAt(at, seq)(code, 'warning', sentence, remedy?.trim()));
}
