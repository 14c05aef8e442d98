import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../guards/moduleGraph.ts';

const BUNDLE = join(ROOT, 'dist/node/cli.js');

/**
 * Processes run what is packed, which starts in half the time, where it was built from what stands here; else the sources. `npm test`
 * builds first.
 */
export default function setup(): void {
  if (isUpToDate()) process.env['KERBSIDE_TEST_CLI'] = BUNDLE;
}

function isUpToDate(): boolean {
  if (!existsSync(BUNDLE)) return false;
  const builtAt = statSync(BUNDLE).mtimeMs;
  return ['electron', 'shared'].every((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).every(
      (path) => statSync(join(ROOT, folder, String(path))).mtimeMs < builtAt,
    ),
  );
}
