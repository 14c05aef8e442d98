import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../../electron/core/index.ts';
import { practice } from '../../../electron/practice/practice.ts';

/** The whole product as it runs at a charger, with a session file in a temporary folder. */
const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
const core = await createCore({
  version: 'bench',
  host: '127.0.0.1',
  port: 0,
  sessionFile: join(folder, 'bench.kerbside'),
  sessionsFolder: folder,
  practice,
  log: (line) => process.stderr.write(`${line}\n`),
});
process.on('disconnect', () => {
  void core.close().finally(() => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
});
process.send?.({ port: core.listening.port });
