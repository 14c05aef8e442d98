import { acknowledgedLink } from '../../shared/contract/acknowledgedLink.ts';
import type { Link } from '../../shared/contract/link.ts';

/** A port that the window got from the shell, as a link. */
export function createMessagePortLink(port: MessagePort): Link {
  const { link, received, closed } = acknowledgedLink({
    post: (message) => port.postMessage(message),
    close: () => port.close(),
  });
  port.addEventListener('message', (event) => received(event.data));
  port.addEventListener('close', closed);
  port.start();
  return link;
}
