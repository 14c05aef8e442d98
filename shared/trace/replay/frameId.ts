/** `[`, the message type, and the id as JSON text. */
const HEAD = /^(\s*\[\s*\d+\s*,\s*)("(?:[^"\\]|\\.)*"|-?\d+)/;

/** A frame with another message id; every other character stays as it was sent. */
export function withMessageId(raw: string, messageId: string): string {
  return raw.replace(HEAD, (_whole, head: string) => `${head}${JSON.stringify(messageId)}`);
}
