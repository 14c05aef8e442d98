import type { PortInfo, PortList } from '../../../shared/service-port/portInfo.ts';
import { oneLine } from '../oneLine.ts';

/** What is to be known of a port beside its name; empty for one that is free. */
export function portStateWords({ isGone, busyWith }: PortInfo): string {
  if (isGone) return 'unplugged';
  return busyWith === undefined ? '' : `in use by ${busyWith}`;
}

/** A line for each port that came (`+`), went (`-`), or is used by another program than before. */
export function portChanges(before: PortList, list: PortList): string[] {
  const known = new Map(before.ports.map((port) => [port.path, port]));
  const lines: string[] = [];
  for (const port of list.ports) {
    const was = known.get(port.path);
    known.delete(port.path);
    if (was !== undefined && was.isGone === port.isGone && was.busyWith === port.busyWith) continue;
    const mark = port.isGone ? '-' : was?.isGone === false ? ' ' : '+';
    lines.push(`${mark} ${oneLine(port.path)}  ${oneLine(port.name)}  ${portStateWords(port)}`.trimEnd());
  }
  for (const { path, name } of known.values()) lines.push(`- ${oneLine(path)}  ${oneLine(name)}`);
  return lines;
}
