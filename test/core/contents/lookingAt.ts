import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ContentEntry } from '../../../shared/files/contents/contentEntry.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import type { Content } from '../../../electron/core/contents/content.ts';
import { Contents, type ContentsOptions } from '../../../electron/core/contents/contents.ts';
import { UNPACK_LIMITS } from '../../../electron/core/contents/archives/unpackLimits.ts';
import { Downloads } from '../../../electron/core/downloads/downloads.ts';

/** A folder that goes with the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function testFile(name: string, data: string | Uint8Array): string {
  const path = join(testFolder(), name);
  writeFileSync(path, data);
  return path;
}

export interface Looking {
  contents: Contents;
  downloads: Downloads;
  /** Opens a file, waits until it is ready or failed, and until its lines are counted. */
  open: (
    path: string,
    inside?: readonly string[],
    more?: { isPretty?: boolean },
  ) => Promise<{ content: number; state: ContentState }>;
  entries: (path: string, inside?: readonly string[]) => Promise<ContentEntry[]>;
  lines: (path: string, inside?: readonly string[]) => Promise<string[]>;
}

export function looking(options: Partial<ContentsOptions> = {}): Looking {
  const downloads = new Downloads();
  const contents = new Contents({
    fetchedFile: (id) => ({ path: id, stationId: 'CP-1' }),
    session: undefined,
    downloads,
    imports: {
      start: () => {
        throw new Error('no imports here');
      },
      onChange: () => () => undefined,
    },
    limits: { ...UNPACK_LIMITS, freeBytes: 0 },
    ...options,
  });
  onTestFinished(() => contents.closeAll());
  const open: Looking['open'] = async (path, inside = [], more = {}) => {
    const content = contents.open({ source: { path }, inside, ...more });
    return { content, state: await settled(contents.find(content)) };
  };
  return {
    contents,
    downloads,
    open,
    async entries(path, inside) {
      const { content, state } = await open(path, inside);
      if (state.failure !== undefined) throw new Error(state.failure.message);
      return (await contents.find(content).entries(0, 500)).entries;
    },
    async lines(path, inside) {
      const { content, state } = await open(path, inside);
      if (state.failure !== undefined) throw new Error(state.failure.message);
      const text = await contents.find(content).text();
      return (await text.lines(1, 500)).map((line) => line.text);
    },
  };
}

/** Ready with all lines counted, or failed. */
export async function settled(content: Content): Promise<ContentState> {
  await content.opened;
  while (content.state.text?.isCounted === false) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = content.onChange(() => resolve());
    if (content.state.text.isCounted) resolve();
    await promise;
    stop();
  }
  return content.state;
}

export function isThere(path: string): boolean {
  return existsSync(path);
}
