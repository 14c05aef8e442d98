import { BROKEN_OFF, CLOSED_HERE, CLOSED_THERE, closeFrameReason } from './closeReason.ts';
import type { Link } from './link.ts';
import { LinkInbox } from './linkInbox.ts';

/** The part of a WebSocket that the browser's own and the one of `ws` have in common. */
export interface SocketShape {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: object) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void;
}

/** `readyState` of a WebSocket (WHATWG WebSockets §3.1). */
const CONNECTING = 0;
const OPEN = 1;
/** RFC 6455 §7.4.1. */
const NORMAL_CLOSURE = 1000;
const ABNORMAL_CLOSURE = 1006;

/** A link over a WebSocket, open or still connecting. */
export function socketLink(socket: SocketShape): Link {
  const inbox = new LinkInbox();
  let unsent: string[] = [];
  let trouble: string | undefined;
  const closeSocket = (reason: string): void => socket.close(NORMAL_CLOSURE, closeFrameReason(reason));
  let closeWhenOpen: string | undefined;
  const close = (reason: string): void => {
    if (inbox.isClosed) return;
    // Closing a socket that is still connecting would throw away what was sent.
    if (unsent.length > 0) closeWhenOpen = reason;
    else closeSocket(reason);
    inbox.closed(reason);
  };
  socket.addEventListener('open', () => {
    for (const text of unsent) socket.send(text);
    unsent = [];
    if (closeWhenOpen !== undefined) closeSocket(closeWhenOpen);
  });
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') inbox.receive(data);
    else close('A binary message came over a link that carries text only.');
  });
  // A browser does not say what went wrong, `ws` does; either tells of the close afterwards.
  socket.addEventListener('error', (event) => {
    if ('message' in event && typeof event.message === 'string' && event.message !== '')
      trouble = event.message;
  });
  socket.addEventListener('close', ({ code, reason }) => {
    if (reason !== '') return inbox.closed(reason);
    if (trouble !== undefined) return inbox.closed(`${BROKEN_OFF.slice(0, -1)}: ${trouble}.`);
    return inbox.closed(code === ABNORMAL_CLOSURE ? BROKEN_OFF : CLOSED_THERE);
  });
  return {
    send(text) {
      if (inbox.isClosed) return;
      if (socket.readyState === OPEN) socket.send(text);
      else if (socket.readyState === CONNECTING) unsent.push(text);
    },
    onText: (listener) => inbox.onText(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: (reason) => close(reason ?? CLOSED_HERE),
    backlogBytes: () => socket.bufferedAmount,
  };
}
