import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextTry } from '../../shared/ocpp/nextTry.ts';
import { startTestCore, type TestCore } from '../core/central/testCore.ts';
import { runNextTryRow } from './runNextTryRow.ts';
import { ROWS as SECTION_11 } from './section11NextTry.ts';
import { ROWS as SECTION_7 } from './section7NextTry.ts';
import { ROWS as SECTION_8 } from './section8NextTry.ts';

let core: TestCore;
beforeAll(async () => {
  core = await startTestCore();
});
afterAll(() => core.close());

describe('the known next try', () => {
  it.each([...SECTION_7, ...SECTION_8, ...SECTION_11])('$row: $title', (row) => runNextTryRow(core, row));

  it('is not known for payloads that are no objects, or names from nowhere', () => {
    const outcome = { outcome: 'answered' as const, payload: { status: 'Rejected' } };
    const tried = { version: '1.6', action: 'RemoteStartTransaction', outcome } as const;
    expect(nextTry({ ...tried, payload: undefined })).toEqual([]);
    expect(nextTry({ ...tried, payload: [] })).toEqual([]);
    expect(nextTry({ ...tried, action: 'constructor', payload: {} })).toEqual([]);
  });
});
