import { expect, it } from 'vitest';
import { IMPORT_FORMAT_IDS } from '../../../../electron/core/trace/import/importFormatIds.ts';
import { BINARY_FORMATS, TEXT_FORMATS } from '../../../../electron/core/trace/import/importFormats.ts';

it('names every format that can be imported', () => {
  expect(IMPORT_FORMAT_IDS).toEqual([...TEXT_FORMATS, ...BINARY_FORMATS].map(({ id }) => id));
});
