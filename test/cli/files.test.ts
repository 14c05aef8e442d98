import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { testFile, testFolder } from '../core/contents/lookingAt.ts';
import { makeTar } from '../core/contents/makeTar.ts';
import { makeZip } from '../core/contents/makeZip.ts';
import { runKerbside } from '../processes/kerbside.ts';

const LOG = ['one', '[2,"1","Heartbeat",{}]', 'three'].join('\n');

async function archive(): Promise<string> {
  const inner = makeZip([{ name: 'a/ocpp.log', data: LOG }]);
  return testFile(
    'diagnostics',
    gzipSync(
      await makeTar([
        { name: 'logs.zip', data: inner },
        { name: '../up', data: 'x' },
      ]),
    ),
  );
}

describe('kerbside files', () => {
  it('lists, shows, searches and extracts', { timeout: 120_000 }, async () => {
    const path = await archive();
    const listed = await runKerbside(testFolder(), ['files', 'list', path, '--json']);
    expect(listed.code).toBe(0);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      kind: 'tar.gz',
      entries: [{ id: 'logs.zip' }, { id: '../up', isUnsafe: true }],
    });
    const inside = ['--inside', 'logs.zip/a/ocpp.log'];
    const shown = await runKerbside(testFolder(), ['files', 'show', path, ...inside, '--lines', '2..3']);
    expect(shown.stdout).toBe('[2,"1","Heartbeat",{}]\nthree\n');
    const found = await runKerbside(testFolder(), ['files', 'search', path, 'HEART', ...inside, '--json']);
    expect(JSON.parse(found.stdout)).toMatchObject({ line: 2 });
    const frames = await runKerbside(testFolder(), ['files', 'frames', path, ...inside, '--json']);
    expect(JSON.parse(frames.stdout)).toMatchObject({ frames: 1 });
    const out = join(testFolder(), 'out');
    const extracted = await runKerbside(testFolder(), ['files', 'extract', path, '--out', out, '--json']);
    expect(JSON.parse(extracted.stdout)).toMatchObject({ files: 2, renamed: 1 });
    expect(readFileSync(join(out, 'up'), 'utf8')).toBe('x');
  });

  it('says what is wrong', { timeout: 120_000 }, async () => {
    const path = await archive();
    expect(await runKerbside(testFolder(), ['files', 'show', path, '--inside', 'nothing'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/There is no entry “nothing”/),
    });
    expect(await runKerbside(testFolder(), ['files', 'show', path, '--lines', 'x'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--lines takes lines such as/),
    });
    expect(await runKerbside(testFolder(), ['files', 'extract', path])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/needs --out PATH/),
    });
  });
});
