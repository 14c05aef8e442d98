import { CLOSED_HERE, CLOSED_THERE } from './closeReason.ts';
import type { Link } from './link.ts';
import { LinkInbox } from './linkInbox.ts';

/** Two links inside one program, each the other's far end. Text crosses in a later microtask, never in the same call. */
export function memoryLinkPair(): [Link, Link] {
  const left = new LinkInbox();
  const right = new LinkInbox();
  return [memoryLink(left, right), memoryLink(right, left)];
}

function memoryLink(own: LinkInbox, far: LinkInbox): Link {
  let backlogChars = 0;
  return {
    send(text) {
      if (own.isClosed) return;
      backlogChars += text.length;
      queueMicrotask(() => {
        backlogChars -= text.length;
        far.receive(text);
      });
    },
    onText: (listener) => own.onText(listener),
    onClose: (listener) => own.onClose(listener),
    close(reason) {
      if (own.isClosed) return;
      // What was sent before the close arrives before it, as over a socket.
      queueMicrotask(() => far.closed(reason ?? CLOSED_THERE));
      own.closed(reason ?? CLOSED_HERE);
    },
    backlogBytes: () => backlogChars,
  };
}
