import type { Configuration } from '../../../../shared/configuration/configuration.ts';

/** One of two configurations that are compared: what was read last, a snapshot, or what a file holds. */
export type CompareSide =
  | { kind: 'latest'; stationId: string }
  /** `trace`: of another open session. */
  | { kind: 'snapshot'; id: string; trace?: string }
  | { kind: 'file'; name: string; configuration: Configuration };

/** A side as the value of a choice. A file is chosen by its name. */
export function sideId(side: CompareSide): string {
  switch (side.kind) {
    case 'latest':
      return JSON.stringify(['latest', side.stationId]);
    case 'snapshot':
      return JSON.stringify(['snapshot', side.id, side.trace ?? '']);
    case 'file':
      return JSON.stringify(['file', side.name]);
    default:
      return side satisfies never;
  }
}

/** The side that an id stands for; files are among `files`. */
export function sideOf(
  id: string,
  files: readonly (CompareSide & { kind: 'file' })[],
): CompareSide | undefined {
  const [kind, name = '', trace = ''] = JSON.parse(id) as string[];
  if (kind === 'latest') return { kind: 'latest', stationId: name };
  if (kind === 'snapshot') return trace === '' ? { kind, id: name } : { kind, id: name, trace };
  return files.find((file) => file.name === name);
}
