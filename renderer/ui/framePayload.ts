import type { RecordKind } from '../../shared/trace/record.ts';
import { parseJsonTree, type JsonNode } from '../../shared/jsonTree.ts';

/** What of a frame is shown as its content, and under which pointer of the frame it stands. */
export interface FramePayload {
  root: JsonNode;
  /** Code and description of a CALLERROR, as written without their quotation marks. */
  error?: { code: string; description: string };
}

/** Place of the payload in the array of each message type (OCPP 1.6J §4.2; OCPP 2.1 part 4 §4.2). */
const PAYLOAD_INDEX: Partial<Record<RecordKind, number>> = {
  call: 3,
  send: 3,
  result: 2,
  error: 4,
  resultError: 4,
};

function stringAt(text: string, node: JsonNode | undefined): string {
  if (node === undefined) return '';
  const source = text.slice(node.start, node.end);
  return node.kind === 'string' ? (JSON.parse(source) as string) : source;
}

/** The payload of a frame, or all of a frame that has none; nothing where the text is no JSON. */
export function framePayload(raw: string, kind: RecordKind): FramePayload | undefined {
  const { root } = parseJsonTree(raw);
  if (root === undefined) return undefined;
  const index = PAYLOAD_INDEX[kind];
  if (root.kind !== 'array' || index === undefined) return { root };
  const payload = root.items[index] ?? root;
  if (kind !== 'error' && kind !== 'resultError') return { root: payload };
  const [, , code, description] = root.items;
  return { root: payload, error: { code: stringAt(raw, code), description: stringAt(raw, description) } };
}
