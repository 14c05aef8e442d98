import { describe, it } from 'vitest';
import { ROWS } from './section6.ts';
import { expectRow } from './stationHistory.ts';

describe.each(ROWS)('catalogue of quirks, $row: $title', (row) => {
  it('is told', () => expectRow(row));
});
