import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXAMPLE_PROFILE } from '../../../../electron/core/service-port/profiles/folderTexts.ts';
import { readProfileFolder } from '../../../../electron/core/service-port/profiles/profileFolder.ts';
import { readProfile } from '../../../../electron/core/service-port/profiles/reading/readProfile.ts';

describe('a file over which the reader of YAML would sit for minutes', () => {
  it.each([
    ['open lists', '['.repeat(100_000)],
    ['open parts', '{a: '.repeat(20_000)],
    ['lists in one line', '- '.repeat(50_000)],
    ['commas', `[${','.repeat(100_000)}]`],
    ['quotes', '"'.repeat(100_000)],
    ['directives', '%\n'.repeat(50_000)],
  ])('is no profile: %s', (_, text) => {
    expect(readProfile(`schema: 1\n${text}`, 'x.yaml').troubles).toMatchObject([
      { line: 2, sentence: expect.stringContaining('no profile') },
    ]);
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
