import type { JsonNode } from '../../../../shared/jsonTree.ts';
import { readPayloadTime, type PayloadTime } from '../../../ui/timeFormats.ts';
import { scalarText } from './payloadPlace.ts';

/** A smaller difference is the way of the message. */
const SKEW_MS = 2000;

export interface MessageTime extends PayloadTime {
  /** The station kept the message while it was offline and says so (OCPP 2.x TransactionEvent). */
  isOffline: boolean;
  /** The message's time minus that of its record, where it is worth a word. */
  skewMs: number | undefined;
}

/** Where messages of a station say when something happened; the last entry of a list is the newest. */
const PLACES: readonly (readonly string[])[] = [
  ['timestamp'],
  ['generatedAt'],
  ['meterValue', 'timestamp'],
  ['values', 'timestamp'],
  ['eventData', 'timestamp'],
];

/** When the station says that it happened, against when it arrived. */
export function messageTime(text: string, root: JsonNode, at: number): MessageTime | undefined {
  for (const place of PLACES) {
    const said = scalarText(text, newestAt(root, place));
    const time = said === undefined ? undefined : readPayloadTime(said);
    if (time === undefined) continue;
    const skewMs = time.at - at;
    const isOffline = scalarText(text, newestAt(root, ['offline'])) === 'true';
    return { ...time, isOffline, skewMs: Math.abs(skewMs) > SKEW_MS ? skewMs : undefined };
  }
  return undefined;
}

function newestAt(root: JsonNode, place: readonly string[]): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of place) {
    if (node?.kind === 'array') node = node.items.at(-1);
    if (node?.kind !== 'object') return undefined;
    node = node.members.findLast(({ key }) => key === step)?.value;
  }
  return node;
}
