import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, type ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import type { ExportOptions, ExportResult } from '../../../../electron/core/trace/export/exportTrace.ts';
import { committed, newRecord, openTrace } from '../sessions.ts';

const TAG = '04A1B2C3D4';
const KEY = 'Kf8-sesam-öffne';

/** A visit with something of everything that a reader has to see, and secrets in every corner. */
async function visit(): Promise<Trace> {
  const trace = openTrace();
  const { store } = trace;
  const at = Date.UTC(2026, 10, 21, 23, 59, 59);
  store.append(newRecord({ at, kind: 'connect', raw: '{"remoteAddress":"10.1.2.3","path":"/CP-1"}' }));
  store.append(
    newRecord({
      at: at + 10,
      action: 'Authorize',
      messageId: 'a1',
      raw: `[2,"a1","Authorize",{"idTag":"${TAG}"}]`,
    }),
  );
  store.append({
    ...newRecord({ at: at + 18, kind: 'result', direction: 'out', messageId: 'a1' }),
    raw: '[3,"a1",{"idTagInfo":{"status":"Accepted"}}]',
    action: 'Authorize',
  });
  store.append(
    newRecord({
      at: at + 2000,
      direction: 'out',
      action: 'ChangeConfiguration',
      messageId: 'c1',
      raw: JSON.stringify([2, 'c1', 'ChangeConfiguration', { key: 'AuthorizationKey', value: KEY }]),
    }),
  );
  store.append(
    newRecord({
      at: at + 2100,
      kind: 'error',
      messageId: 'c1',
      raw: `[4,"c1","InternalError","no: ${KEY} <script>alert(1)</script> | @maker #12",{}]`,
      issues: [
        { severity: 'warning', code: 'answer-late', message: `The key “${KEY}” came late.`, path: '/x' },
      ],
    }),
  );
  store.append(newRecord({ at: at + 3000, kind: 'malformed', raw: `oops \`\`\`\` ${TAG} \u0000 \u202e` }));
  store.append(newRecord({ at: at + 3100, kind: 'malformed', raw: Uint8Array.of(0xff, 0, 0x41) }));
  store.append(
    newRecord({ at: at + 4000, kind: 'note', aboutSeq: 2, raw: `The tenant with card ${TAG} complains.` }),
  );
  await committed(store);
  return trace;
}

async function exported(
  trace: Trace,
  format: ExportFormatId,
  options: ExportOptions = {},
): Promise<{ text: string; result: ExportResult | undefined }> {
  let result: ExportResult | undefined;
  const stream = trace.export(format, {
    productVersion: '9.9.9',
    ...options,
    onEnd: (end) => (result = end),
  });
  return { text: (await buffer(stream)).toString(), result };
}

const SILENT: ReadonlySet<ExportFormatId> = new Set(['jsonl-strict', 'frames']);

describe.each(EXPORT_FORMATS)('a redacted export as %s', (format) => {
  it('holds no secret and says what was replaced, where the format has a place to say it', async () => {
    const trace = await visit();
    const { text, result } = await exported(trace, format, { redaction: {} });
    for (const secret of [TAG, TAG.toLowerCase(), KEY, JSON.stringify(KEY).slice(1, -1), '10.1.2.3']) {
      expect(text).not.toContain(secret);
    }
    for (const base64 of text.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? []) {
      expect(Buffer.from(base64, 'base64').toString()).not.toMatch(/04A1B2C3D4|sesam/);
    }
    expect(text).toContain('SECRET-1');
    expect(text).toContain('TAG-1');
    expect(result?.redaction?.found).toMatchObject({ credentials: 1, idTags: 1, network: 1, stations: 0 });
    if (!SILENT.has(format)) expect(text).toMatch(/Redacted: 1 password or key, 1 id tag, 1 network address/);
    expect((await exported(trace, format)).text).not.toContain('Redacted');
  });

  it('of nothing is whole', async () => {
    const { text, result } = await exported(openTrace(), format, { redaction: {} });
    expect(result).toMatchObject({ records: 0, leftOut: 0 });
    expect(text.replace(/<script>.*/s, '')).not.toContain('undefined');
  });
});

it('learns from the whole trace, also where a part of it is exported', async () => {
  const trace = await visit();
  const { text } = await exported(trace, 'jsonl', { redaction: {}, filter: { query: 'tenant' } });
  const [remark, note] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { raw: string });
  expect(remark?.raw).toMatch(/^Redacted: /);
  expect(note?.raw).toBe('The tenant with card TAG-1 complains.');
});

it('leaves sizes and pairs as a reader of the redacted frames expects them', async () => {
  const { text } = await exported(await visit(), 'jsonl', { redaction: {} });
  const [, , call, answer] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(call).toMatchObject({
    messageId: 'a1',
    payload: { idTag: 'TAG-1' },
    meta: { kerbside: { seq: 2, pairSeq: 3 } },
  });
  expect(answer).toMatchObject({ messageId: 'a1', meta: { kerbside: { seq: 3, pairSeq: 2 } } });
});

it('names stations by stand-ins everywhere, if asked to', async () => {
  const { text } = await exported(await visit(), 'html', { redaction: { stations: true } });
  expect(text).not.toContain('CP-1');
  expect(text).toContain('<li><strong>STATION-1</strong> · 8 records');
});

describe('the page', () => {
  it('runs nothing but its own script, and escapes what chargers say', async () => {
    const { text } = await exported(await visit(), 'html');
    expect(text).toContain("default-src 'none'");
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/ (?:src|onclick|style)=/);
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).toContain('␀');
    expect(text).toContain('ff 00 41');
  });

  it('tells counts first, then days, records, pairs, issues, notes', async () => {
    const { text } = await exported(await visit(), 'html');
    expect(text).toContain('<dt>Records</dt><dd>8</dd>');
    expect(text).toContain('1 × <code>answer-late</code>, <a href="#r5">record 5</a>');
    expect(text.match(/<p class="day">[^<]+/g)).toEqual([
      '<p class="day">2026-11-21',
      '<p class="day">2026-11-22',
    ]);
    expect(text).toContain('<a href="#r3">the answer, record 3</a>');
    expect(text).toContain('about <a href="#r2">record 2</a>');
    expect(text.match(/<details/g)).toHaveLength(8);
    expect(text.match(/<section>/g)?.length).toBe(text.match(/<\/section>/g)?.length);
  });

  it('shows the beginning of a large frame and says how much there is more', async () => {
    const trace = openTrace();
    trace.store.append(newRecord({ raw: `[2,"m","DataTransfer",{"data":"${'x'.repeat(200_000)}"}]` }));
    await committed(trace.store);
    const { text } = await exported(trace, 'html');
    expect(text.length).toBeLessThan(60_000);
    expect(text).toMatch(/183,\d{3} more characters are in the session/);
  });
});

describe('Markdown', () => {
  it('survives what chargers say', async () => {
    const { text } = await exported(await visit(), 'markdown');
    const table = text.split('\n').filter((line) => line.startsWith('| '));
    expect(table).toHaveLength(9);
    // No bar of a charger ends a cell.
    for (const row of table) expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
    expect(text).toMatch(/`[^`\n]*@maker #12[^`\n]*`/);
    expect(text).toContain('\n`````text\noops ```` ');
    expect(text).not.toContain('\u202e');
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it('ends before a tracker would cut it, and says so', async () => {
    const trace = openTrace();
    for (let n = 0; n < 3000; n += 1) trace.store.append(newRecord({ messageId: `m${n}` }));
    await committed(trace.store);
    const { text, result } = await exported(trace, 'markdown');
    expect(text.length).toBeLessThan(60_000);
    expect(text.length).toBeGreaterThan(40_000);
    const listed = text.split('\n').filter((line) => /^\| \d/.test(line)).length;
    expect(result).toMatchObject({ records: listed, leftOut: 3000 - listed });
    expect(text).toContain(`${(3000 - listed).toLocaleString('en-US')} more records are left out`);
  });
});

it('Mermaid draws who said what, within what Mermaid draws', async () => {
  const { text, result } = await exported(await visit(), 'mermaid');
  expect(text).toMatch(/^sequenceDiagram\n {4}title visit\n/);
  expect(text).toContain('S1->>K: Authorize');
  expect(text).toContain('✎ The tenant');
  expect(result?.leftOut).toBe(0);
  const trace = openTrace();
  for (let n = 0; n < 3000; n += 1) trace.store.append(newRecord({ messageId: `m${n}` }));
  await committed(trace.store);
  const long = await exported(trace, 'mermaid');
  expect(long.text.length).toBeLessThan(50_000);
  expect(long.text).toContain(`${long.result?.leftOut.toLocaleString('en-US')} more records are left out`);
});
