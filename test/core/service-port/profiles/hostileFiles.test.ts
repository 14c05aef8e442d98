import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXAMPLE_PROFILE } from '../../../../electron/core/service-port/profiles/folderTexts.ts';
import { readProfileFolder } from '../../../../electron/core/service-port/profiles/profileFolder.ts';
import {
  LARGEST_PROFILE_BYTES,
  readProfile,
} from '../../../../electron/core/service-port/profiles/reading/readProfile.ts';

/** Pieces up to the size of a file that is read. */
function filled(before: string, piece: (index: number) => string, most = Infinity): string {
  let text = before;
  for (let index = 0; index < most && text.length < LARGEST_PROFILE_BYTES - 200; index += 1)
    text += piece(index);
  return text;
}

const MODBUS = EXAMPLE_PROFILE.slice(0, EXAMPLE_PROFILE.indexOf('charging:')).replace(
  'addr: 4, n: 5',
  'addr: 4, n: 9',
);
const RAPI = `schema: 1
id: any
name: Any
driver: rapi
evidence: {level: hardware, source: here}
line: {bauds: [9600], formats: [8N1]}
identify: [{command: c0}]
commands:
  - {key: c0, send: GV, meaning: version, isReading: true}
`;

describe('a file over which the core would stand still for seconds or minutes', () => {
  it.each([
    ['open lists', '['.repeat(100_000), 2, 'nested deeper'],
    ['open parts', '{a: '.repeat(20_000), 2, 'nested deeper'],
    ['lists in one line', '- '.repeat(50_000), 2, 'nested deeper'],
    ['ever more blanks', filled('', (index) => `${' '.repeat(index)}a:\n`, 400), 51, 'nested deeper'],
    ['commas', `a: [${','.repeat(100_000)}]`, 2, 'no profile'],
    ['quotes', '"'.repeat(100_000), 2, 'cannot be read'],
    ['directives', '%\n'.repeat(50_000), 19_999, 'no profile'],
    ['signs that belong nowhere', '- ]\n'.repeat(30_000), 2, 'cannot be read'],
    ['references', `a: &a 1\nb: [${'*a,'.repeat(40_000)}]`, 3, 'no profile'],
    [
      'references to references',
      filled('a0: &a0 [x]\n', (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`, 40),
      3,
      'References',
    ],
    ['long keys', `${'k'.repeat(100_000)}: 1`, 2, 'cannot be read'],
  ])('is refused by line: %s', (_, text, line, sentence) => {
    expect(readProfile(`schema: 1\n${text}`, 'x.yaml').troubles[0]).toMatchObject({
      line,
      sentence: expect.stringContaining(sentence),
    });
  });

  it.each([
    [
      'names that are not known',
      filled('driver: modbus\n', (index) => `unknown-name-${index}: 1\n`, 2000),
      2,
      'unknown-name-0',
      'not known here',
    ],
    [
      'items in one place',
      filled(`${MODBUS}items:\n`, (index) => `  - {key: k${index}, fc: 4, addr: 4, type: u64}\n`, 1000),
      23,
      'items[1].addr',
      'lies over register 4 as items[0]',
    ],
    [
      'regular expressions that repeat',
      filled(`${RAPI}masks:\n`, () => "  - pattern: 'a{1000}b{1000}'\n", 90),
      15,
      'masks[4].pattern',
      'than any profile of a device needs',
    ],
    [
      'long regular expressions',
      filled(`${RAPI}masks:\n`, () => `  - pattern: '${'(a|b)'.repeat(56)}'\n`, 90),
      46,
      'masks[35].pattern',
      'than any profile of a device needs',
    ],
  ])('is refused by line and field: %s', (_, text, line, field, sentence) => {
    const { troubles } = readProfile(text, 'x.yaml');
    expect(troubles.length).toBeLessThanOrEqual(50);
    expect(troubles.find((trouble) => trouble.field === field)).toMatchObject({
      line,
      sentence: expect.stringContaining(sentence),
    });
  });

  it('is looked through once where it forbids much of much', () => {
    const forbidding = filled(`${RAPI}forbidden:\n`, () => "  - {pattern: '(a*)*b', why: no}\n", 99);
    const text = filled(
      `${forbidding}items:\n`,
      (index) => `  - {key: k${index}, type: integer, write: {send: "SC {value}", risk: none}}\n`,
      500,
    );
    expect(readProfile(text.replace("'(a*)*b'", "'^SC'"), 'x.yaml').troubles).toHaveLength(50);
  });

  it('is read where it is only long, and names that stand twice are found', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `a${index}: 1`).join('\n');
    expect(readProfile(`${names}\na7: 2\n`, 'x.yaml').troubles).toMatchObject([
      { line: 2001, sentence: expect.stringContaining('second time') },
    ]);
  });
});

it('a file with a mark at its begin and the line ends of Windows is as good as any', () => {
  const { profile, troubles } = readProfile(`\uFEFF${EXAMPLE_PROFILE.replaceAll('\n', '\r\n')}`, 'x.yaml');
  expect(troubles).toEqual([]);
  expect(profile?.id).toBe('my-charger');
});

it('a number that is none is told by line and field', () => {
  expect(readProfile(EXAMPLE_PROFILE.replace('scale: 0.1', 'scale: .nan'), 'x.yaml').troubles).toMatchObject([
    { line: 25, field: 'items[2].scale', sentence: 'must be a number such as 16 or 0.1.' },
  ]);
});

it('a file in another encoding than UTF-8 is told, not read as if its letters were others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'latin.yaml'),
    Buffer.from(EXAMPLE_PROFILE.replace('My charger', 'Ladesäule'), 'latin1'),
  );
  const { files } = await readProfileFolder(folder, { files: [], troubles: [] });
  expect(files).toMatchObject([{ troubles: [{ sentence: expect.stringContaining('UTF-8') }] }]);
  expect(files[0]?.profile).toBeUndefined();
});
