import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runImport } from '../../../electron/core/imports/importThread.ts';
import { temporaryFolder } from '../trace/sessions.ts';
import { imported, recordsOf } from './importing.ts';

const BOOT = '[2,"1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]';
const BOOT_ANSWER = '[3,"1",{"currentTime":"2026-03-14T07:31:02Z","interval":300,"status":"Accepted"}]';

describe('what an import makes of frames', () => {
  it('pairs, latency, issues and summaries are those of live frames', async () => {
    const lines = [
      '2026-03-14T07:31:02.000Z S1 received ' + BOOT,
      '2026-03-14T07:31:02.040Z S1 sent ' + BOOT_ANSWER,
      '2026-03-14T07:31:03.000Z S1 received [2,"2","StatusNotification",{"connectorId":"x","errorCode":"NoError","status":"Available"}]',
    ].map((line) => {
      const [timestamp = '', station = '', direction = '', ...frame] = line.split(' ');
      return JSON.stringify({ timestamp, station, direction, frame: frame.join(' ') });
    });
    const { records, report, head } = await imported('log.jsonl', lines.join('\n'));
    expect(
      records.map(({ kind, direction, action, pairSeq, latencyMs }) => [
        kind,
        direction,
        action,
        pairSeq,
        latencyMs,
      ]),
    ).toEqual([
      ['call', 'in', 'BootNotification', 3, 40],
      ['result', 'out', 'BootNotification', 2, 40],
      ['call', 'in', 'StatusNotification', undefined, undefined],
    ]);
    expect(records[2]?.issues.map(({ code }) => code)).toEqual(['schema-type']);
    expect(records[0]?.summary).not.toBe('');
    expect(report).toMatchObject({
      frames: 3,
      pairs: 1,
      unanswered: 1,
      stations: [{ id: 'S1', version: '1.6' }],
    });
    expect(head).toMatchObject({ seq: 1, kind: 'note', at: Date.UTC(2026, 2, 14, 7, 31, 2) });
    expect(head?.raw).toContain(report.sha256);
  });

  it('both sides count from 1: calls go where their action belongs, answers against their call', async () => {
    const frames = [
      BOOT,
      BOOT_ANSWER,
      '[2,"1","GetConfiguration",{}]',
      '[3,"1",{"configurationKey":[],"unknownKey":[]}]',
      '[2,"2","Heartbeat",{}]',
      '[2,"2","Reset",{"type":"Soft"}]',
      '[3,"2",{"currentTime":"2026-03-14T07:32:02Z"}]',
      '[3,"2",{"status":"Accepted"}]',
    ];
    const { records, report } = await imported('frames.txt', frames.join('\n'));
    expect(records.map(({ direction }) => direction)).toEqual([
      'in',
      'out',
      'out',
      'in',
      'in',
      'out',
      'out',
      'in',
    ]);
    expect(records.map(({ pairSeq }) => pairSeq)).toEqual([3, 2, 5, 4, 8, 9, 6, 7]);
    expect(report).toMatchObject({ clock: 'none', withoutTime: 8 });
    // The time that the central system told is the best that is known.
    expect(records[0]?.at).toBe(Date.UTC(2026, 2, 14, 7, 31, 2));
    expect(records[6]?.at).toBe(Date.UTC(2026, 2, 14, 7, 32, 2));
    expect(records[0]?.issues.map(({ code }) => code)).toEqual(['import-no-time']);
  });

  it('learns the zone of local times from an answer; a chosen one outweighs it', async () => {
    const csv = `time,station,message\n2026-03-14 09:31:02,S1,"${BOOT.replaceAll('"', '""')}"\n2026-03-14 09:31:02,S1,"${BOOT_ANSWER.replaceAll('"', '""')}"\n`;
    const learnt = await imported('a.csv', csv);
    expect(learnt.records[0]?.at).toBe(Date.UTC(2026, 2, 14, 7, 31, 2));
    expect(learnt.report).toMatchObject({ clock: 'local', offsetMs: 7_200_000, offsetFrom: 'learnt' });
    const chosen = await imported('a.csv', csv, { offsetMs: 3_600_000 });
    expect(chosen.records[0]?.at).toBe(Date.UTC(2026, 2, 14, 8, 31, 2));
    expect(chosen.report.offsetFrom).toBe('chosen');
  });

  it('turns a file round that is newest first, and keeps one whose clock jumps back', async () => {
    const rows = [0, 1, 2, 3, 4].flatMap((n) => [
      `2026-03-14T07:0${n}:00Z,S1,cs,"[2,""${n}"",""Heartbeat"",{}]"`,
      `2026-03-14T07:0${n}:01Z,S1,csms,"[3,""${n}"",{""currentTime"":""2026-03-14T07:0${n}:01Z""}]"`,
    ]);
    const head = 'timestamp,stationId,origin,message';
    const newest = await imported('a.csv', `\uFEFF${[head, ...rows.toReversed()].join('\r\n')}`);
    expect(newest.report).toMatchObject({ isReversed: true, pairs: 5 });
    expect(newest.records.map(({ messageId }) => messageId)).toEqual([
      '0',
      '0',
      '1',
      '1',
      '2',
      '2',
      '3',
      '3',
      '4',
      '4',
    ]);
    const jumping = await imported('b.csv', [head, ...rows.slice(4), ...rows.slice(0, 4)].join('\n'));
    expect(jumping.report).toMatchObject({ isReversed: false, jumpsBack: 1 });
    expect(jumping.records[0]?.messageId).toBe('2');
  });
});

describe('what a file shows more than once', () => {
  it('is a note, and is counted in the report and in the first record', async () => {
    const shown = '2026-03-14T07:31:02.000Z S1 received [2,"1","Heartbeat",{}]';
    const other = '2026-03-14T07:31:03.000Z S1 received [2,"2","Heartbeat",{}]';
    const { records, report, head } = await imported('a.log', [shown, shown, other].join('\n'));
    expect(records.map(({ kind }) => kind)).toEqual(['call', 'note', 'call']);
    expect(records[1]?.raw).toBe(shown);
    expect(report).toMatchObject({ copies: 1, notes: 1, notUnderstood: [] });
    expect(head?.raw).toContain('Copies: 1;');
    const once = await imported('b.log', [shown, other].join('\n'));
    expect(once.report.copies).toBe(0);
    expect(once.head?.raw).not.toContain('Copies');
  });
});

describe('files as such', () => {
  it('UTF-16, gzip and a wrong name change nothing', async () => {
    const text = `${BOOT}\n${BOOT_ANSWER}\n`;
    const utf16 = await imported('x.csv', Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(utf16.records.map(({ raw }) => raw)).toEqual([BOOT, BOOT_ANSWER]);
    expect(utf16.report).toMatchObject({ encoding: 'UTF-16LE', format: { id: 'jsonl-frames' } });
    expect(utf16.report.hint).toContain('.csv');
    const packed = await imported('x.jsonl.gz', gzipSync(text));
    expect(packed.records.map(({ raw }) => raw)).toEqual([BOOT, BOOT_ANSWER]);
    const cut = gzipSync(`${text}${`${BOOT_ANSWER}\n`.repeat(3000)}`).subarray(0, 200);
    expect((await imported('x.gz', cut)).records.length).toBeGreaterThan(2);
  });

  it('bytes that are no text are kept exactly, in the record of their frame', async () => {
    const frame = Buffer.from('[2,"1","DataTransfer",{"vendorId":"Käbel"}]', 'latin1');
    const { records, report } = await imported(
      'x.jsonl',
      Buffer.concat([frame, Buffer.from('\n[2,"2","Heartbeat",{}]')]),
    );
    expect(records[0]).toMatchObject({ kind: 'call', rawEncoding: 'base64', raw: frame.toString('base64') });
    expect(records[0]?.issues.map(({ code }) => code)).toContain('frame-not-utf8');
    expect(report.escapedBytes).toBe(1);
  });

  it('a line of 50 MB, NULs and cut frames are records like others', async () => {
    const long = `[2,"1","DataTransfer",{"vendorId":"v","data":"${'x'.repeat(50 * 1024 * 1024)}"}]`;
    const { records, report } = await imported(
      'x.jsonl',
      `${long}\n[2,"2","Heart\0beat",{}]\n[2,"3","Heartbe`,
    );
    expect(records.map(({ kind, sizeBytes }) => [kind, sizeBytes])).toEqual([
      ['call', long.length],
      ['malformed', 23],
      ['malformed', 15],
    ]);
    expect(report.notUnderstood).toEqual([
      expect.objectContaining({ line: 2 }),
      { line: 3, text: '[2,"3","Heartbe' },
    ]);
  });
});

describe('what cannot be imported', () => {
  const out = (folder: string): string => join(folder, 'o.kerbside');

  it.each([
    ['empty.log', '', /is empty/],
    [
      'photo.log',
      Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\x1a\n'), Buffer.alloc(500, 7)]),
      /a picture/,
    ],
    ['junk.log', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)), /binary file/],
    ['archive.log', Buffer.from('PK\u0003\u0004abc'), /ZIP/],
  ])('%s: says what it is and writes nothing', async (name, content, sentence) => {
    const folder = temporaryFolder();
    const path = join(folder, name);
    writeFileSync(path, content);
    await expect(runImport({ path, options: {}, out: out(folder) })).rejects.toThrow(sentence);
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('a folder, a file that is not there, a place that is taken', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.jsonl');
    await expect(runImport({ path: folder, options: {} })).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(runImport({ path, options: {} })).rejects.toMatchObject({ code: 'not-found' });
    writeFileSync(path, BOOT);
    await runImport({ path, options: {}, out: out(folder) });
    await expect(runImport({ path, options: {}, out: out(folder) })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(runImport({ path: out(folder), options: {} })).rejects.toThrow(/session file already/);
    expect(recordsOf(out(folder))).toHaveLength(2);
    expect(readdirSync(folder).toSorted()).toEqual(['a.jsonl', 'o.kerbside']);
  });

  it('a cancelled import leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, `${BOOT}\n`.repeat(200_000));
    const abort = new AbortController();
    const running = runImport(
      { path, options: {}, out: out(folder) },
      {
        signal: abort.signal,
        onProgress: () => abort.abort(),
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });
});
