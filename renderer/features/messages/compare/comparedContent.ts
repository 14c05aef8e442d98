import { layOutXml } from '../../../../shared/ocpp/soap/layOutXml.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { framePayload } from '../../../ui/framePayload.ts';
import { prettyNode } from '../../../ui/jsonLines.ts';
import { bytesOf, hexLine, hexLineCount } from '../detail/hexDump.ts';
import type { DiffLine } from './diffLine.ts';
import { jsonDiff, type JsonPart } from './jsonDiff.ts';
import { textDiff } from './textDiff.ts';

/** Lines of a hex dump that are compared. */
const MAX_HEX_LINES = 2000;

type Content = Pick<TraceRecord, 'raw' | 'rawEncoding' | 'payload' | 'kind' | 'transport'>;

/** What differs between the contents of two records: between their payloads, or their texts where one is no JSON. */
export function contentDiff(left: Content, right: Content): { form: 'json' | 'text'; lines: DiffLine[] } {
  const [one, other] = [payloadOf(left), payloadOf(right)];
  if (one !== undefined && other !== undefined) return { form: 'json', lines: jsonDiff(one, other) };
  return { form: 'text', lines: textDiff(textLines(left), textLines(right)) };
}

function payloadOf({ raw, rawEncoding, payload, kind }: Content): JsonPart | undefined {
  if (kind === 'note' || kind === 'serial') return undefined;
  const text = payload ?? (rawEncoding === 'text' ? raw : undefined);
  const root = text === undefined ? undefined : framePayload(text, kind)?.root;
  return text === undefined || root === undefined ? undefined : { text, node: root };
}

function textLines(content: Content): string[] {
  const { raw, rawEncoding, transport } = content;
  if (rawEncoding === 'base64') return hexLines(raw);
  const payload = payloadOf(content);
  const laidOut = transport === 'soap' ? layOutXml(raw) : undefined;
  const text = payload === undefined ? (laidOut ?? raw) : prettyNode(payload.text, payload.node);
  return text.split(/\r\n|\r|\n/);
}

function hexLines(raw: string): string[] {
  const bytes = bytesOf(raw, 'base64');
  return Array.from({ length: Math.min(MAX_HEX_LINES, hexLineCount(bytes)) }, (_, index) => {
    const { hex, text } = hexLine(bytes, index);
    return `${hex}  ${text}`;
  });
}
