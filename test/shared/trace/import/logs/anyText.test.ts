import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_FORMATS } from '../../../../../shared/trace/import/logs/logFormats.ts';
import type { FoundItem } from '../../../../../shared/trace/import/found.ts';
import { readItems } from './readItems.ts';

/** Pieces of logs, whole and broken, in any order: what no single fixture thinks of. */
const SCRAPS = [
  '[2,"1","Heartbeat",{}]',
  '[2, "19223201", "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"}]',
  '[3,"1",{"currentTime":"2026-03-03T12:00:00.037Z"}]',
  '[4,"7","NotImplemented","",{}]',
  '[2,"1","StatusNot',
  '[2,"88","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-04-1',
  '[\n  2,\n  "a",\n  "Heartbeat",\n  {}\n]',
  '[3,"9",{\n"status":"Accepted"\n}]',
  '[2',
  '[',
  '[2,"',
  '{"a":"[2,\\"1\\",\\"Heartbeat\\",{}]"}',
  '{"timestamp":"2026-05-01T10:00:00Z","message":"Sent: [2,\\"1\\",\\"Heartbeat\\",{}]","cpId":"A"}',
  '[0 0 0]A',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  ' ',
  '\t',
  '"',
  '}',
  ']',
  '\\',
  '>',
  '...',
  '\u2028',
  '\0',
  '\uDCFF',
  '\u{1F600}',
  '\u001B[32m',
  '[ocpp  ] TRACE 2026/04/19 17:20:44 recv LAD-01: ',
  'Apr 19 17:20:44 host evcc[611]: [ocpp  ] TRACE 2026/04/19 17:20:44 send LAD-01: ',
  '[INFO ] 2026-03-14 08:31:02,015 de.rwth.idsg.steve.ocpp.ws.WebSocketLogger - [chargeBoxId=A, sessionId=b] Received: ',
  '2026-02-20 19:04:11.205 INFO (MainThread) [ocpp] LAD-03: send ',
  '2026-02-20 19:04:11.205 DEBUG (MainThread) [websockets.server] < TEXT \'[2,"1","Heartbeat",{}]\' [22 bytes]',
  'INFO:ocpp:CP_1: receive message ',
  '11:52:55.587 > [MO] Recv: ',
  '[MO] Send: ',
  '2026-02-07T19:26:40.611Z:COM:ocpp_rpc.c:681:-> ',
  '2026-02-07T19:26:40.611Z:COM:ocpp_rpc.c:681:',
  '[2026/06/14 18:05:10] [CP] [id] [Heartbeat] [Call] {}',
  'Heartbeat | Charger-CMS | ',
  '9/11/2026 3:14:29 PM',
  '-- | -- | -- | -- | --',
  '[2026-01-01] cp#1: >>cs /Heartbeat ""',
  '2026-05-18T05:00:00.000Z: ChargePoint>CentralSystem Heartbeat ',
  '<tr class="ChargePoint"> <td>2026-05-18T05:00:00.000Z</td> <td>ChargePoint&gt;CentralSystem</td> <td><b>Heartbeat</b></td><td><b></b></td> <td><pre lang="json">',
  '</pre></td> </tr>',
  'ChargePoint: ',
  'Apr/30 20:02:13 UTC --  Recv Action: QJsonObject({})',
  'Traceback (most recent call last):',
  '  File "x.py", line 1',
];

const logs = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...SCRAPS) }, fc.string({ unit: 'binary' })), {
    maxLength: 30,
  })
  .map((scraps) => scraps.join(''));

const cutLog = fc.tuple(logs, fc.array(fc.nat(), { maxLength: 12 }));

function readCut(format: (typeof LOG_FORMATS)[number], text: string, cuts: readonly number[]): FoundItem[] {
  const items: FoundItem[] = [];
  const reader = format.open((item) => items.push(item));
  const places = [...cuts.map((cut) => cut % (text.length + 1)), 0, text.length].sort((a, b) => a - b);
  places.slice(1).forEach((end, index) => reader.text(text.slice(places[index], end)));
  reader.end();
  return items;
}

const ABOUT_NEXT = /(?:ChargePoint|CentralSystem)>|<pre lang="json">\s*$/;

function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Lines without a note and without a place in a frame. */
function droppedLines(text: string, items: readonly FoundItem[]): string[] {
  const covered = new Set<number>();
  for (const item of items) {
    const own = item.type === 'note' ? item.text : typeof item.raw === 'string' ? item.raw : '';
    lines(own).forEach((_, index) => covered.add(item.line + index));
  }
  const all = lines(text);
  const frameLines = new Set(items.filter(({ type }) => type === 'frame').map(({ line }) => line));
  /** libocpp's line about a frame is told by the frame below it. */
  const isToldBelow = (line: string, index: number): boolean => {
    const below = all.findIndex((other, at) => at > index && other.trim() !== '');
    return ABOUT_NEXT.test(line) && frameLines.has(below + 1);
  };
  return all.filter(
    (line, index) => line.trim() !== '' && !covered.has(index + 1) && !isToldBelow(line, index),
  );
}

describe.each(LOG_FORMATS.map((format) => ({ name: format.id, format })))(
  'any text, read as $name',
  ({ format }) => {
    it('never throws, scores between 0 and 1, and keeps every line', () => {
      fc.assert(
        fc.property(logs, (text) => {
          const score = format.score(text);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(droppedLines(text, readItems(format, text))).toEqual([]);
        }),
        {
          numRuns: 400,
          // A line about a frame whose next line only looks like the beginning of one.
          examples: SCRAPS.filter((scrap) => ABOUT_NEXT.test(scrap)).map((about) => [`${about}\r\n[2`]),
        },
      );
    });

    it('finds the same however the text is split into pieces', () => {
      fc.assert(
        fc.property(cutLog, ([text, cuts]) => {
          expect(readCut(format, text, cuts)).toEqual(readItems(format, text));
        }),
        { numRuns: 300 },
      );
    });
  },
);
