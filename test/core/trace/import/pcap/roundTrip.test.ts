import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { isFrame } from '../../../../../shared/trace/record.ts';
import type { StoredRecord } from '../../../../../electron/core/trace/store/storedRecord.ts';
import { RICH_COUNT, richVisit } from '../../export/richVisit.ts';
import { framesOf, notesOf, read } from './captures.ts';

it('an export comes back with the same frames, at the same times, of the same stations', async () => {
  const trace = await richVisit();
  const items = read(await buffer(trace.export('pcapng')), 1000);
  const records = Array.from({ length: RICH_COUNT }, (_, index) => trace.store.record(index + 1)).filter(
    (record): record is StoredRecord => record !== undefined,
  );
  const sent = records.filter(({ kind }) => isFrame(kind) && kind !== 'serial');
  expect(
    framesOf(items).map(({ stationId, direction, version, transport, raw, time }) => ({
      stationId,
      direction,
      version,
      transport,
      raw: Buffer.from(raw as string),
      at: time?.at,
    })),
  ).toEqual(
    sent.map(({ stationId, direction, version, transport, raw, at }) => ({
      stationId,
      direction,
      version,
      transport,
      raw: Buffer.from(raw as string),
      at,
    })),
  );
  const marks = items.flatMap((item) =>
    item.type === 'frame' && item.known?.issues !== undefined ? [item] : [],
  );
  const ends = records.filter(({ kind, transport }) => kind.endsWith('connect') && transport === undefined);
  expect(marks.map(({ stationId, known, time }) => [stationId, known?.kind, time?.at])).toEqual(
    ends.map(({ stationId, kind, at }) => [stationId, kind, at]),
  );
  expect(marks.slice(2).map(({ raw }) => raw)).toEqual(ends.slice(2).map(({ raw }) => raw));
  expect(notesOf(items)).toEqual(records.filter(({ kind }) => kind === 'note').map(({ raw }) => raw));
});
