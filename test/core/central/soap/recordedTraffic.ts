import { readFileSync } from 'node:fs';

/** One message of a real conversation. */
export interface Recorded {
  dir: 'in' | 'out';
  frame: string;
  http: string;
  contentType?: string;
  soapAction?: string;
}

/** What two independent implementations of a SOAP charge point said to a central system, and it to them. */
export function recordedTraffic(version: '1.5' | '1.6'): Recorded[] {
  const url = new URL(`../../../fixtures/soap/station-${version}.jsonl`, import.meta.url);
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);
}

/** The calls of the charge point. */
export function recordedRequests(version: '1.5' | '1.6'): Recorded[] {
  return recordedTraffic(version).filter(({ dir, http }) => dir === 'in' && http.startsWith('POST '));
}

/** Each call of the central system with the answer of the charge point. */
export function recordedAnswers(
  version: '1.5' | '1.6',
): Array<{ action: string; answer: string; status: number }> {
  const traffic = recordedTraffic(version);
  return traffic.flatMap(({ dir, http, frame }) => {
    if (dir !== 'out' || !http.startsWith('request ')) return [];
    const messageId = /MessageID>([^<]*)</.exec(frame)?.[1] ?? '';
    const action = /:Action[^>]*>\/(\w+)</.exec(frame)?.[1] ?? '';
    const index = traffic.findIndex((it) => it.frame === frame);
    const next =
      traffic.find(
        (it) => it.dir === 'in' && it.http.startsWith('response') && it.frame.includes(messageId),
      ) ?? traffic.slice(index).find((it) => it.dir === 'in' && it.http.startsWith('response'));
    return next === undefined
      ? []
      : [{ action, answer: next.frame, status: Number(next.http.split(' ')[1]) }];
  });
}
