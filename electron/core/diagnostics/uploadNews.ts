import { assertNever } from '../../../shared/assertNever.ts';
import type { CommonEvent } from '../files/transfers/transfer.ts';
import type { UploadEvent } from '../files/transfers/uploadEvents.ts';
import type { FetchEvent } from './story/fetchEvent.ts';

/** What the receiver of files tells, as an event of a fetch. */
export function uploadNews(event: UploadEvent | CommonEvent): FetchEvent {
  const { at } = event;
  switch (event.kind) {
    case 'connected':
      return { type: 'connected', at, caller: event.caller };
    case 'refused':
      return { type: 'turned-away', at, ...event.refusal, isEnd: event.isEnd };
    case 'started': {
      const { caller, sentName, fromBytes, announcedBytes } = event;
      const size = announcedBytes === undefined ? {} : { announcedBytes };
      return { type: 'upload-started', at, caller, sentName, fromBytes, ...size };
    }
    case 'progress': {
      const { bytes, announcedBytes } = event;
      return { type: 'progress', at, bytes, ...(announcedBytes === undefined ? {} : { announcedBytes }) };
    }
    case 'stalled':
      return { type: 'stalled', at, bytes: event.bytes, silentMs: event.silentMs };
    case 'interrupted':
      return { type: 'broke', at, bytes: event.bytes, ...event.refusal };
    case 'received': {
      const { path, name, sentName, sizeBytes, sha256, remarks } = event.file;
      return { type: 'received', at, file: { path, name, sentName, sizeBytes, sha256 }, remarks };
    }
    case 'ended':
      return { type: 'closed', at };
    default:
      return assertNever(event);
  }
}
