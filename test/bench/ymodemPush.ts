import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runTransfer } from '../../electron/core/service-port/transfer/runTransfer.ts';
import { createSendMachine } from '../../shared/service-port/transfer/sendMachine.ts';
import { openLine } from '../core/service-port/transfer/openLine.ts';
import { HAS_LRZSZ, lrzszName } from '../core/service-port/transfer/lrzsz.ts';

export interface YmodemPush {
  oursMs: number;
  /** Absent without lrzsz. */
  sbMs: number | undefined;
  sizeBytes: number;
}

/** As firmware is: no multiple of a block. */
const SIZE_BYTES = 131_800;
const NAME = 'firmware.bin';
/** By turns, so that a busy moment of the machine decides nothing. */
const ROUNDS = 2;
const RECEIVER = join(import.meta.dirname, 'servers/slowReceiver.ts');

/** The same file to the same receiver over the same line, from the core and from `sb -k`. */
export async function measureYmodemPush(): Promise<YmodemPush> {
  const content = Uint8Array.from({ length: SIZE_BYTES }, (_, at) => (at * 31) & 0xff);
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-sb-'));
  try {
    if (!HAS_LRZSZ) return { oursMs: await pushOurs(content), sbMs: undefined, sizeBytes: SIZE_BYTES };
    const path = join(folder, NAME);
    writeFileSync(path, content);
    const ours: number[] = [];
    const sb: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await pushOurs(content));
      sb.push(await tookMs(startReceiver([lrzszName('sb'), '-q', '-b', '-k', path])));
    }
    return { oursMs: Math.min(...ours), sbMs: Math.min(...sb), sizeBytes: SIZE_BYTES };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Lines = AsyncIterator<string>;

/** In a process of its own, so that neither sender shares its event loop. */
function startReceiver(args: readonly string[]): Lines {
  const { stdout } = spawn(process.execPath, [RECEIVER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return createInterface({ input: stdout })[Symbol.asyncIterator]();
}

async function said(lines: Lines, key: 'port' | 'tookMs'): Promise<number> {
  const { value } = await lines.next();
  const told = JSON.parse(String(value)) as Record<string, unknown>;
  const number = told[key];
  if (typeof number !== 'number') throw new Error(`The receiver said ${String(value)}.`);
  return number;
}

function tookMs(lines: Lines): Promise<number> {
  return said(lines, 'tookMs');
}

async function pushOurs(content: Uint8Array): Promise<number> {
  const receiver = startReceiver([]);
  const { line, close } = await openLine(`tcp://127.0.0.1:${await said(receiver, 'port')}`);
  const files = [{ name: NAME, sizeBytes: content.length }];
  await runTransfer({
    line,
    signal: new AbortController().signal,
    machine: createSendMachine({ protocol: 'ymodem', blockBytes: 1024, files }),
    read: (_file, offset, length) => Promise.resolve(content.slice(offset, offset + length)),
  }).catch((error: unknown) => {
    // The receiver leaves as soon as it has the end, perhaps before its last acknowledgement is here.
    if (!line.lost.aborted) throw error;
  });
  const took = await tookMs(receiver);
  await close();
  return took;
}
