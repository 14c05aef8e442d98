import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FindingLog } from '../../../electron/core/central/watch/findingLog.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { openTrace, temporaryFolder } from './sessions.ts';

it('findings come back when the session is opened again, and are counted on', async () => {
  const path = join(temporaryFolder(), 'visit.kerbside');
  const trace = Trace.open(path);
  const log = new FindingLog(trace.findings, trace.findings.load());
  const offer = { label: 'Reset', action: 'Reset', payload: '{"type":"Soft"}' };
  log.add('CP 1', { severity: 'warning', code: 'a', message: 'One.', offer, subject: 'x' }, 10, 1);
  log.add('CP 1', { severity: 'warning', code: 'a', message: 'One.', offer, subject: 'x' }, 20, 2);
  log.add('CP', { severity: 'error', code: 'b', message: 'Two.' }, 30, undefined);
  log.close();
  await trace.close();

  const { findings } = openTrace(path);
  const again = new FindingLog(findings, findings.load());
  expect(again.list()).toHaveLength(2);
  expect(again.list()).toEqual(expect.arrayContaining([...log.list()]));
  again.add('CP', { severity: 'error', code: 'b', message: 'Two.' }, 40, 9);
  expect(again.list()).toContainEqual(
    expect.objectContaining({ stationId: 'CP', count: 2, firstAt: 30, lastAt: 40, proof: [9] }),
  );
});

it('what a damaged row holds is left out', async () => {
  const path = join(temporaryFolder(), 'visit.kerbside');
  await Trace.open(path).close();
  const database = new DatabaseSync(path);
  database.exec(`INSERT INTO finding VALUES ('x', '{"id":1}'), ('y', 'no json')`);
  database.close();
  expect(openTrace(path).findings.load()).toEqual([]);
});
