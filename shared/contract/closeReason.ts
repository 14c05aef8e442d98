export const CLOSED_HERE = 'The connection was closed on this side.';
export const CLOSED_THERE = 'The connection was closed by the other side.';
export const BROKEN_OFF = 'The connection broke off.';

/** A WebSocket close frame holds 123 bytes of UTF-8 (RFC 6455 §5.5); as ASCII, bytes are characters. */
export function closeFrameReason(reason: string): string {
  return reason.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 123);
}
