import { describe, expect, it } from 'vitest';
import type { LineQuery } from '../../../electron/core/contents/text/linePattern.ts';
import { looking, testFile } from './lookingAt.ts';

const ESC = '\u001B';

async function marks(
  data: string,
  query: string,
  flags: Partial<Omit<LineQuery, 'query'>> = {},
): Promise<[number, string[]][]> {
  const { open, contents } = looking();
  const { content } = await open(testFile('log.txt', data));
  const wish = { query, isRegex: false, isCaseSensitive: false, ...flags };
  const search = contents.findSearch(await contents.search(content, wish));
  const text = await contents.find(content).text();
  const lines = await text.lines(1, 500);
  return (await search.marks(1, 500)).map(({ line, places }) => [
    line,
    places.map(({ from, to }) => lines[line - 1]?.text.slice(from, to) ?? ''),
  ]);
}

describe('marks of a search', () => {
  it('are every match in the shown lines, by case or not', async () => {
    const data = 'Boot boot\nnothing\nreBOOT.\n';
    expect(await marks(data, 'boot')).toEqual([
      [1, ['Boot', 'boot']],
      [3, ['BOOT']],
    ]);
    expect(await marks(data, 'boot', { isCaseSensitive: true })).toEqual([[1, ['boot']]]);
    expect(await marks(data, '.')).toEqual([[3, ['.']]]);
  });

  it('are where a pattern matches what is seen', async () => {
    const data = `a1 ${ESC}[31mb22${ESC}[0m\n\nC333\n`;
    expect(await marks(data, String.raw`[a-c]\d+`, { isRegex: true })).toEqual([
      [1, ['a1', 'b22']],
      [3, ['C333']],
    ]);
    expect(await marks(data, String.raw`[a-c]\d+`, { isRegex: true, isCaseSensitive: true })).toEqual([
      [1, ['a1', 'b22']],
    ]);
  });

  it('are not made of matches of nothing, and not without end', async () => {
    expect(await marks('abc\n', 'x*', { isRegex: true })).toEqual([]);
    const [[, places] = [0, []]] = await marks('a'.repeat(1000), 'a');
    expect(places).toHaveLength(200);
  });

  it('are left out where a pattern takes too long', { timeout: 60_000 }, async () => {
    expect(await marks(`${'a'.repeat(200)}!\n`, '(a+)+$', { isRegex: true })).toEqual([]);
  });
});
