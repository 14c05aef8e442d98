import { describe, expect, it } from 'vitest';
import type { FoundItem } from '../../../../../shared/trace/import/found.ts';
import { hexCapture } from '../../../../../shared/trace/import/logs/dialects/hexCapture.ts';
import { hexLineBytes } from '../../../../../shared/trace/import/logs/hexText.ts';
import { LOG_FORMATS } from '../../../../../shared/trace/import/logs/logFormats.ts';

const CALL = '[2,"7","StatusNotification",{"connectorId":1,"info":"grün"}]';
const LOG = `boot ok\r\nws tx ${CALL}\r\nend`;
const pairs = (text: string): string[] =>
  Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, '0'));

function read(content: string, piece = content.length): FoundItem[] {
  const items: FoundItem[] = [];
  const reader = hexCapture.open((item) => items.push(item));
  for (let at = 0; at < content.length; at += piece) reader.text(content.slice(at, at + piece));
  reader.end();
  return items;
}

function rows(text: string, row: (offset: string, bytes: string[]) => string): string {
  const all = pairs(text);
  const lines = [];
  for (let at = 0; at < all.length; at += 16) {
    lines.push(row(at.toString(16).padStart(8, '0'), all.slice(at, at + 16)));
  }
  return `${lines.join('\n')}\n`;
}

const FORMS: ReadonlyArray<readonly [string, string]> = [
  ['one long line of a terminal', pairs(LOG).join(' ').toUpperCase()],
  [
    'pairs with 0x',
    pairs(LOG)
      .map((pair) => `0x${pair}`)
      .join(', '),
  ],
  ['lines of 16', rows(LOG, (_, bytes) => bytes.join(' '))],
  [
    'hexdump -C',
    rows(LOG, (at, bytes) => `${at}  ${bytes.slice(0, 8).join(' ')}  ${bytes.slice(8).join(' ')}  |......|`),
  ],
  [
    'xxd',
    rows(
      LOG,
      (at, bytes) =>
        `${at}: ${bytes
          .join('')
          .match(/.{1,4}/g)
          ?.join(' ')}  ab cd 12`,
    ),
  ],
];

describe('a serial capture in hexadecimal', () => {
  it.each(FORMS)('is read as %s', (_, content) => {
    expect(hexCapture.score(content)).toBeGreaterThan(0.6);
    for (const piece of [content.length, 1, 7]) {
      expect(read(content, piece)).toMatchObject([
        { type: 'note', text: 'boot ok' },
        { type: 'frame', raw: CALL, word: 'sent', line: 2 },
        { type: 'note', text: 'end' },
      ]);
    }
  });

  it('of a long line is cut nowhere within a byte', () => {
    const frames = Array.from({ length: 900 }, (_, n) => `[2,"${n}","Heartbeat",{}]`);
    const content = pairs(frames.join('\n')).join(' ');
    expect(content.length).toBeGreaterThan(65_536);
    expect(read(content).map((item) => (item.type === 'frame' ? item.raw : item.text))).toEqual(frames);
  });

  it.each(['-', ',', ':', ' 0x', '; '])(
    'of a line of megabytes with “%s” between is read piece by piece',
    (between) => {
      const frames = Array.from({ length: 6000 }, (_, n) => `[2,"${n}","Heartbeat",{}]`);
      const items = read(pairs(frames.join('\n')).join(between), 65_536);
      expect(items.length).toBe(frames.length);
      expect(items.every((item, at) => item.type === 'frame' && item.raw === frames[at])).toBe(true);
    },
  );

  it.each(['AB CD of a sentence', '5b', 'deadbeef', '0000000 325b 222c', '12 345', '', '00000010'])(
    'is not what %j is',
    (line) => {
      expect(hexLineBytes(line)).toBeUndefined();
    },
  );

  it('is chosen for no log that quotes some bytes', () => {
    const log = `I (1) modbus: 01 04 02 00 05\n${CALL}\n01 04 02 00 05 aa bb cc dd ee ff 00 11 22 33 44 55\n`;
    expect(hexCapture.score(log)).toBe(0);
    expect(LOG_FORMATS.map((format) => format.score(pairs(LOG).join(' ')) > 0.5)).toEqual(
      LOG_FORMATS.map(({ id }) => id === 'hex-capture'),
    );
  });
});
