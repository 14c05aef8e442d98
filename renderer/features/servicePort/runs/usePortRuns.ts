import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { useTopic } from '../../../state/useAppState.ts';

/** The runs of a port, the newest first. */
export function usePortRuns(path: string, kind: PortRun['kind']): PortRun[] {
  return (useTopic('portRuns') ?? [])
    .filter((run) => run.path === path && run.kind === kind)
    .sort((one, other) => other.startedAt - one.startedAt);
}
