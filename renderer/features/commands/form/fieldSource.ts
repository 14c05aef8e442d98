import type { JsonNode } from '../../../../shared/jsonTree.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What a field shows of a value: the content of a text, anything else as it is written. */
export function shownText(text: string, node: JsonNode | undefined): string {
  if (node === undefined) return '';
  const source = text.slice(node.start, node.end);
  return node.kind === 'string' ? (JSON.parse(source) as string) : source;
}

export function textSource(typed: string): string {
  return JSON.stringify(typed);
}

/**
 * What was typed into a field for numbers, with all its digits; nothing where nothing was typed. What is no number is
 * sent as the text that it is, so that the form never hides what the payload says.
 */
export function numberSource(typed: string): string | undefined {
  const trimmed = typed.trim().replace(/^(-?\d+),(\d*)$/, '$1.$2');
  if (trimmed === '') return undefined;
  return NUMBER.test(trimmed) ? trimmed : JSON.stringify(trimmed);
}

/** An instant as OCPP messages have it, in whole seconds: some chargers cannot read fractions. */
export function isoSeconds(atMs: number): string {
  return new Date(Math.floor(atMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** An instant as a `datetime-local` field has it: local time without a zone. Empty where the text is no time. */
export function localTime(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offsetMs).toISOString().slice(0, 19);
}
