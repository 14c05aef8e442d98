import { CLOSED_HERE, CLOSED_THERE } from './closeReason.ts';
import type { Link } from './link.ts';
import { LinkInbox } from './linkInbox.ts';

/** The sending half of a message port, of whichever kind. */
export interface PortEnd {
  post(message: string | number): void;
  close(): void;
}

export interface AcknowledgedLink {
  link: Link;
  /** To be called for each message of the port. */
  received: (data: unknown) => void;
  /** To be called when the port is closed. */
  closed: () => void;
}

/** Acknowledged in steps of this, so that a thousand small changes do not become a thousand acknowledgements. */
const STEP_CHARS = 64 * 1024;

/**
 * A link over a message port. Ports have no `bufferedAmount`, so each side tells the other from time to time how many
 * characters it has taken: texts are messages of the contract, numbers are these counts. Without them a busy window
 * would let the queue of the core grow without bound.
 */
export function acknowledgedLink(port: PortEnd): AcknowledgedLink {
  const inbox = new LinkInbox();
  let sentChars = 0;
  let acknowledgedChars = 0;
  let takenChars = 0;
  let reportedChars = 0;
  const take = (text: string): void => {
    takenChars += text.length;
    if (takenChars - reportedChars < STEP_CHARS || inbox.isClosed) return;
    reportedChars = takenChars;
    port.post(takenChars);
  };
  const link: Link = {
    send(text) {
      if (inbox.isClosed) return;
      sentChars += text.length;
      port.post(text);
    },
    onText(listener) {
      inbox.onText((text) => {
        take(text);
        listener(text);
      });
    },
    onClose: (listener) => inbox.onClose(listener),
    close(reason) {
      if (inbox.isClosed) return;
      port.close();
      inbox.closed(reason ?? CLOSED_HERE);
    },
    backlogBytes: () => sentChars - acknowledgedChars,
  };
  return {
    link,
    received(data) {
      if (typeof data === 'number') {
        if (data > acknowledgedChars && data <= sentChars) acknowledgedChars = data;
        return;
      }
      // What is no text becomes one that no reader accepts, so that it is counted as junk.
      inbox.receive(typeof data === 'string' ? data : '');
    },
    closed: () => inbox.closed(CLOSED_THERE),
  };
}
