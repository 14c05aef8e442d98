import { describe, expect, it } from 'vitest';
import { chosenRange, endsOf, lineOfKey } from '../../../../renderer/features/fileViewer/lineRange.ts';
import { usualFolder } from '../../../../renderer/features/fileViewer/usualFolder.ts';

describe('lines that are chosen', () => {
  const within = { lines: 10, isExtending: false };
  const extending = { lines: 10, isExtending: true };

  it('reach from where the choice began, in both directions, and stay within the text', () => {
    const begun = chosenRange(undefined, 4, within);
    expect(endsOf(begun)).toEqual({ from: 4, to: 4 });
    const down = chosenRange(begun, 6, extending);
    expect(endsOf(down)).toEqual({ from: 4, to: 6 });
    expect(endsOf(chosenRange(down, -3, extending))).toEqual({ from: 1, to: 4 });
    expect(endsOf(chosenRange(down, 99, extending))).toEqual({ from: 4, to: 10 });
    expect(endsOf(chosenRange(down, 8, within))).toEqual({ from: 8, to: 8 });
    expect(endsOf(chosenRange(undefined, 3, extending))).toEqual({ from: 3, to: 3 });
  });

  it('are led by keys', () => {
    const text = { lines: 100, page: 20 };
    const led = (key: string): number | undefined => lineOfKey(key, 50, text);
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'x'].map(led)).toEqual([
      51,
      49,
      68,
      32,
      1,
      100,
      undefined,
    ]);
    expect(lineOfKey('ArrowDown', undefined, text)).toBe(1);
  });
});

describe('the folder of an archive', () => {
  it('lies beside it and is not the archive itself', () => {
    expect(usualFolder('/a.b/log.tar.gz', [])).toBe('/a.b/log');
    expect(usualFolder('C:\\files\\log.zip', ['x/inner.zip'])).toBe('C:\\files\\log inner');
    expect(usualFolder('/a/upload', [])).toBe('/a/upload extracted');
  });
});
