import type { FileHandle } from 'node:fs/promises';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { extract } from 'tar-stream';

/** What a Debian package says of itself (deb(5), deb-control(5)); parts that could not be read are absent. */
export interface DebPackage {
  package?: string;
  version?: string;
}

const MAGIC = '!<arch>\n';
const HEADER_BYTES = 60;
/** Control files are small; what is larger is somebody's trick. */
const CONTROL_BYTES = 4 * 1024 * 1024;
const MOST_MEMBERS = 8;

/** Nothing where the file is no package: no `ar` archive, or one that does not begin with `debian-binary`. */
export async function readDebPackage(file: FileHandle, sizeBytes: number): Promise<DebPackage | undefined> {
  if ((await textAt(file, 0, MAGIC.length)) !== MAGIC) return undefined;
  let at = MAGIC.length;
  for (let member = 0; member < MOST_MEMBERS && at + HEADER_BYTES <= sizeBytes; member += 1) {
    const header = await textAt(file, at, HEADER_BYTES);
    const name = header.slice(0, 16).trim().replace(/\/$/, '');
    const length = Number(header.slice(48, 58).trim() || Number.NaN);
    if (!header.endsWith('`\n') || !Number.isInteger(length) || length < 0) break;
    if (member === 0 && name !== 'debian-binary') return undefined;
    const from = at + HEADER_BYTES;
    if (name.startsWith('control.tar')) return await controlOf(file, { name, from, length });
    at = from + length + (length % 2);
  }
  return at === MAGIC.length ? undefined : {};
}

async function controlOf(
  file: FileHandle,
  { name, from, length }: { name: string; from: number; length: number },
): Promise<DebPackage> {
  // Packed with xz or zstd: nothing here unpacks that, and its size and sum say which one it is.
  if (length > CONTROL_BYTES || !/^control\.tar(?:\.gz)?$/.test(name)) return {};
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  try {
    const packed = buffer.subarray(0, bytesRead);
    const tar = name.endsWith('.gz') ? await unpack(packed, { maxOutputLength: CONTROL_BYTES }) : packed;
    return fieldsOf(await controlText(tar));
  } catch {
    // Damaged or too large: the controller will say so, and nothing is claimed here.
    return {};
  }
}

const unpack = promisify(gunzip);

async function controlText(tar: Buffer): Promise<string> {
  const walk = extract();
  walk.end(tar);
  let text = '';
  for await (const entry of walk) {
    const isControl = /^(?:\.\/)?control$/.test(entry.header.name);
    for await (const piece of entry) if (isControl) text += Buffer.from(piece as Uint8Array).toString('utf8');
  }
  return text;
}

function fieldsOf(text: string): DebPackage {
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*([^\\r\\n]{1,200})`, 'im').exec(text)?.[1]?.trim();
  const [name, version] = [field('Package'), field('Version')];
  return { ...(name === undefined ? {} : { package: name }), ...(version === undefined ? {} : { version }) };
}

async function textAt(file: FileHandle, at: number, count: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, at);
  return buffer.toString('latin1', 0, bytesRead);
}
