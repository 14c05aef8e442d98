import { describe, it } from 'vitest';
import { runRow } from './runRow.ts';
import { ROWS } from './section3.ts';

describe('the catalogue of quirks, section 3', () => {
  it.each(ROWS)('row $row: $title', (row) => runRow(row));
});
