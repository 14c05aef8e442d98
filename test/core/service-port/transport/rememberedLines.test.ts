import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RememberedLines } from '../../../../electron/core/service-port/transport/rememberedLines.ts';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';

let folder: string;
let logged: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-lines-'));
  logged = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lines(where: string | undefined): RememberedLines {
  return new RememberedLines(where, (line) => logged.push(line));
}

describe('what was used with an adapter', () => {
  it('is there after a restart', async () => {
    const line = { ...DEFAULT_LINE, baud: 9600, format: '8E1' };
    await lines(join(folder, 'not-there-yet')).keep('usb:1', { line, profileId: 'heidelberg' }, 1);
    const again = lines(join(folder, 'not-there-yet'));
    expect(again.of('usb:1')).toEqual({ line, profileId: 'heidelberg', at: 1 });
    expect(again.of('usb:2')).toBeUndefined();
    expect(readdirSync(join(folder, 'not-there-yet'))).toEqual(['service-ports.json']);
    expect(logged).toEqual([]);
  });

  it.each(['{"version":1,"devices":{"a":{"line":{}}}}', '{"vers', '{"version":2,"devices":{}}', ''])(
    'begins anew where the file is damaged: %s',
    async (text) => {
      writeFileSync(join(folder, 'service-ports.json'), text);
      const damaged = lines(folder);
      expect(damaged.of('a')).toBeUndefined();
      expect(logged).toEqual([expect.stringContaining('begins anew')]);
      await damaged.keep('b', { line: DEFAULT_LINE });
      expect(lines(folder).of('b')?.line).toEqual(DEFAULT_LINE);
    },
  );

  it('is bounded, and forgets what was longest not used', async () => {
    const kept = lines(folder);
    await Promise.all(
      Array.from({ length: 230 }, (_, index) => kept.keep(`tcp://${index}`, { line: DEFAULT_LINE }, index)),
    );
    expect(kept.of('tcp://29')).toBeUndefined();
    expect(kept.of('tcp://30')).toBeDefined();
    const file = JSON.parse(readFileSync(join(folder, 'service-ports.json'), 'utf8')) as { devices: object };
    expect(Object.keys(file.devices)).toHaveLength(200);
  });

  it('lasts until the end where there is no folder, and where it cannot be written', async () => {
    const without = lines(undefined);
    await without.keep('a', { line: DEFAULT_LINE });
    expect(without.of('a')?.line).toEqual(DEFAULT_LINE);
    writeFileSync(join(folder, 'file'), '');
    const blocked = lines(join(folder, 'file'));
    await blocked.keep('a', { line: DEFAULT_LINE });
    expect(blocked.of('a')).toBeDefined();
    expect(logged.join()).toContain('is not remembered');
  });
});
