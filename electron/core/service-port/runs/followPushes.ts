import type { PortRuns } from './portRuns.ts';

/** Tells whether firmware goes over a cable, whenever that changes: the computer must not go to sleep meanwhile. */
export function followPushes(
  runs: Pick<PortRuns, 'onChange'>,
  onChange: (isAny: boolean) => void,
): () => void {
  const going = new Set<string>();
  return runs.onChange(({ id, kind, endedAt }) => {
    const wasAny = going.size > 0;
    if (kind === 'firmware' && endedAt === undefined) going.add(id);
    else going.delete(id);
    if (going.size > 0 !== wasAny) onChange(going.size > 0);
  });
}
