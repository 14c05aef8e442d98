import { assertNever } from '../../../shared/assertNever.ts';
import type { DownloadEvent } from '../files/transfers/downloadEvents.ts';
import type { Offer } from '../files/transfers/offer.ts';
import type { DownloadNews } from './story/updateEvent.ts';

/** What the server of files tells, as an event of an update. */
export function downloadNews(
  event: DownloadEvent,
  { coveredBytes }: Pick<Offer, 'coveredBytes'>,
): DownloadNews {
  const { at } = event;
  switch (event.kind) {
    case 'connected':
      return { type: 'connected', at, caller: event.caller };
    case 'refused':
      return { type: 'turned-away', at, ...event.refusal, isEnd: event.isEnd };
    case 'range': {
      const { connection, caller, from, to } = event;
      return { type: 'range', at, connection, caller, from, to };
    }
    case 'progress': {
      const { connection, sentBytes } = event;
      return { type: 'progress', at, connection, sentBytes, coveredBytes: event.coveredBytes };
    }
    case 'stalled': {
      const { connection, sentBytes, silentMs } = event;
      return { type: 'stalled', at, connection, sentBytes, silentMs };
    }
    case 'interrupted': {
      const { connection, sentBytes, refusal } = event;
      return { type: 'broke', at, connection, sentBytes, coveredBytes, ...refusal };
    }
    case 'sent': {
      const { connection, from, to } = event;
      return { type: 'sent', at, connection, sentBytes: to - from, coveredBytes: event.coveredBytes };
    }
    case 'complete':
      return { type: 'complete', at };
    case 'ended':
      return { type: 'closed', at };
    default:
      return assertNever(event);
  }
}
