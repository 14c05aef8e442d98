import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CLI, environment } from '../processes/kerbside.ts';
import { VisitProcess } from './visitProcess.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** Runs a program as on a terminal (util-linux); other systems have another one of that name, or none. */
const HAS_SCRIPT = /util-linux/.test(spawnSync('script', ['--version']).stdout?.toString() ?? '');
const IDS = ['CP-1', 'CP-2', 'CP-3'];

let visit: VisitProcess;
beforeEach(async () => {
  visit = await VisitProcess.start();
});
afterEach(() => visit.end());

it.skipIf(!HAS_SCRIPT)(
  'several chargers are a table in its place on a terminal, and lines elsewhere',
  async () => {
    for (const id of IDS) await visit.charger(id, '1.6');
    const path = join(visit.home, 'depot.json');
    const template = (value: string): string =>
      JSON.stringify({ name: 'Depot', rules: [{ key: 'MeterValueSampleInterval', equals: value }] });
    writeFileSync(path, template('15'));
    const words = [process.execPath, CLI, 'config', 'apply', path, ...IDS, '--yes'];
    const command = words.map((word) => `'${word}'`).join(' ');
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { env: environment(visit.home) });
    const shown = await text(terminal.stdout);
    expect(shown).toContain('3 of 3 have ended');
    // Back to the first of four lines, and all of them away.
    expect(shown).toContain('\x1b[4F\x1b[J');

    writeFileSync(path, template('16'));
    const piped = await visit.config('apply', path, ...IDS, '--yes');
    expect([piped.code, piped.stderr]).toEqual([0, expect.stringContaining('CP-3: 1 change: 1 accepted.')]);
    expect(piped.stdout + piped.stderr).not.toContain('\x1b[');
  },
);
