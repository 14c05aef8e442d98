import { createClient } from '../../shared/contract/client.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';
import type { PortRun } from '../../shared/service-port/portRun.ts';
import type { Core } from '../core/index.ts';

/** Tells whether firmware goes over a cable: the computer must not go to sleep meanwhile. */
export function followPushes(core: Pick<Core, 'serve'>, onChange: (isAny: boolean) => void): void {
  const [ours, theirs] = memoryLinkPair();
  core.serve(theirs);
  const going = new Set<string>();
  let wasAny = false;
  const take = ({ id, kind, endedAt }: PortRun): void => {
    if (kind === 'firmware' && endedAt === undefined) going.add(id);
    else going.delete(id);
  };
  const tell = (): void => {
    if (going.size > 0 === wasAny) return;
    wasAny = going.size > 0;
    onChange(wasAny);
  };
  createClient(ours).subscribe(
    'portRuns',
    {},
    {
      snapshot(runs) {
        going.clear();
        runs.forEach(take);
        tell();
      },
      change(run) {
        take(run);
        tell();
      },
    },
  );
}
