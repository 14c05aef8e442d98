import { resolve } from 'node:path';
import { mergeSessions, type AnyTrace, type MergeResult } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { withAnyTrace } from '../withAnyTrace.ts';

export const traceMerge: Command = {
  positionals: ['A', 'B', '[MORE…]'],
  flags: {
    out: { value: 'OUT', about: 'The session file to make; one that exists is left alone.' },
    offset: {
      value: 'FILE=+2s',
      isRepeatable: true,
      about: 'Moves the times of one file, whose clock was wrong: +2s, -500ms, +1h.',
    },
  },
  about:
    'Merges session files, or any files that import reads, into a session: records by time, with their pairs, notes and marks, and a note where each ' +
    'file begins. The files themselves stay as they are.',
  examples: [
    'trace merge morning.kerbside afternoon.kerbside --out day.kerbside',
    'trace merge visit.kerbside csms.log --out both-sides.kerbside',
    'trace merge a.kerbside b.kerbside --offset b.kerbside=-90s --out both.kerbside',
  ],
  async run(args, terminal) {
    const out = args.text('out');
    if (out === undefined) throw new UsageError('trace merge needs --out: the session file to make.');
    const parts = parseParts(args);
    const result = await mergeAny(parts, out, terminal);
    if (args.has('json')) await terminal.print(JSON.stringify(result));
    else {
      for (const part of result.parts)
        await terminal.print(`${String(part.records).padStart(9)}  ${part.path}`);
      terminal.note(
        `Merged into ${result.path}: ${result.records} records, the notes where each file begins included.`,
      );
    }
    return EXIT.done;
  },
};

interface Part {
  path: string;
  offsetMs: number;
}

/** Opens one file after the other, each for as long as the merging takes. */
async function mergeAny(parts: readonly Part[], out: string, terminal: Terminal): Promise<MergeResult> {
  const opened: Array<Part & { origin: string }> = [];
  const openNext = async (): Promise<MergeResult> => {
    const next = parts[opened.length];
    if (next === undefined) return mergeSessions({ parts: opened, out });
    return withAnyTrace(next.path, terminal, ({ sessionPath }: AnyTrace) => {
      opened.push({ path: sessionPath, origin: next.path, offsetMs: next.offsetMs });
      return openNext();
    });
  };
  return openNext();
}

function parseParts(args: Arguments): Part[] {
  const paths = args.all();
  const offsets = new Map<string, number>();
  for (const text of args.texts('offset')) {
    const { path, offsetMs } = parseOffset(text);
    if (!paths.some((known) => resolve(known) === path)) {
      throw new UsageError(`--offset names ${path}, which is none of the files to merge.`);
    }
    offsets.set(path, offsetMs);
  }
  return paths.map((path) => ({ path, offsetMs: offsets.get(resolve(path)) ?? 0 }));
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function parseOffset(text: string): { path: string; offsetMs: number } {
  const match = /^(.+)=([+-]?\d+(?:\.\d+)?)(ms|s|m|min|h|d)$/.exec(text);
  const [, path, amount, unit = ''] = match ?? [];
  if (path === undefined || amount === undefined) {
    throw new UsageError(`--offset takes FILE=+2s (ms, s, min, h or d), not "${text}".`);
  }
  return { path: resolve(path), offsetMs: Math.round(Number(amount) * (UNITS[unit] ?? 0)) };
}
