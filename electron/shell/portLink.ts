import { acknowledgedLink } from '../../shared/contract/acknowledgedLink.ts';
import type { Link } from '../../shared/contract/link.ts';

/** What a link needs of Electron's `MessagePortMain`. */
export interface MainPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A port of the main or the utility process as a link. */
export function portLink(port: MainPort): Link {
  const { link, received, closed } = acknowledgedLink({
    post: (message) => port.postMessage(message),
    close: () => port.close(),
  });
  port.on('message', (event) => received(event.data));
  port.on('close', closed);
  port.start();
  return link;
}
