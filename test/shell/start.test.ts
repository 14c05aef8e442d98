import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { ROOT } from '../guards/moduleGraph.ts';
import { environment, type Listening } from '../processes/kerbside.ts';

it.runIf(process.platform === 'linux')(
  'where there can be no window it says so in one sentence and serves the browser host',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'kerbside-start-'));
    const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = environment(home);
    const words = ['--port', '0', '--ui-port', '0', '--host', '127.0.0.1', '--json'];
    const child = spawn(process.execPath, [join(ROOT, 'electron/cli/startDesktop.ts'), ...words], { env });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { ui } = JSON.parse(line) as Listening;
    expect((await fetch(ui)).headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(stderr).toMatch(/^Electron cannot show a window \(there is no display\), .*browser instead\.\n$/);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    rmSync(home, { recursive: true });
  },
);
