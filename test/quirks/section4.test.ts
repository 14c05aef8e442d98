import { describe, it } from 'vitest';
import { runRow } from './runRow.ts';
import { ROWS } from './section4.ts';

describe('the catalogue of quirks, section 4', () => {
  it.each(ROWS)('row $row: $title', (row) => runRow(row));
});
