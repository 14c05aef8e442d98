import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe } from '../processes/kerbside.ts';
import { FAST_LINE } from './serialRecording.ts';

/** What the page keeps is full after so much: from there on lines go as others come. */
const FILL_BYTES = 5_000_000;
/** Bytes per second until then: as much as a page is sent without a gap. */
const FILL_RATE = 2_000_000;
const MEASURE_MS = 6000;
/** It is in every line, so that nothing that is found is for free. */
const WORD = 'charging';

export interface ScreenReading {
  framesPerSecond: number;
  /** From one animation frame to the next, ms. */
  frameP95Ms: number;
  frameMaxMs: number;
  /** Of the JavaScript heap after a collection. */
  heapMb: number;
}

export interface PortConsoleScreen {
  plain: ScreenReading;
  /** While a word is typed into the search, and with it. */
  searching: ScreenReading;
  /** Rows that the search found at the end. */
  found: string;
}

/** The console of a port in a real browser while its device prints at 3 Mbaud, without a search and with one. */
export async function measurePortConsoleScreen(): Promise<PortConsoleScreen> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
  const device = createServer((socket) => void flood(socket)).listen(0, '127.0.0.1');
  await once(device, 'listening');
  const { port } = device.address() as AddressInfo;
  const serve = await startServe({ home: folder, session: join(folder, 'flood.kerbside') });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    const session = await page.context().newCDPSession(page);
    await page.goto(serve.ui);
    await openPort(page, `tcp://127.0.0.1:${port}`);
    await delay((FILL_BYTES / FILL_RATE) * 1000);
    await page.evaluate(watchFrames);
    const plain = await read(page, session, () => Promise.resolve());
    const searching = await read(page, session, () =>
      page.getByLabel('Find…', { exact: true }).pressSequentially(WORD, { delay: 100 }),
    );
    const found = await page.getByText(/^[\d,]+ rows?$/).textContent();
    return { plain, searching, found: found ?? '' };
  } finally {
    await browser.close();
    await serve.stop();
    device.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPort(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => void (window.location.hash = hash), `#/ports/${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('log').locator('[data-direction]').first().waitFor();
}

/** Lines as chargers print them, each with a name that has to be looked at for secrets. */
async function flood(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  const startedAt = performance.now();
  let sent = 0;
  for (let count = 0; !socket.destroyed; await delay(10)) {
    const ms = performance.now() - startedAt;
    const fillMs = (FILL_BYTES / FILL_RATE) * 1000;
    const due = (Math.min(ms, fillMs) * FILL_RATE + Math.max(0, ms - fillMs) * FAST_LINE) / 1000;
    const lines: string[] = [];
    for (; sent < due; count += 1) {
      const line = `[${count}] meter: L1=230.4 V, 15.9 A, state: charging, user=${count % 50}, temperature 41 C\r\n`;
      lines.push(line);
      sent += line.length;
    }
    socket.write(lines.join(''));
  }
}

/** Runs in the page. */
function watchFrames(): void {
  const times: number[] = [];
  Object.assign(globalThis, { frameTimes: times });
  const tick = (at: number): void => {
    times.push(at);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

async function read(page: Page, session: CDPSession, act: () => Promise<void>): Promise<ScreenReading> {
  await page.evaluate(() => (globalThis as unknown as { frameTimes: number[] }).frameTimes.splice(0));
  await Promise.all([act(), delay(MEASURE_MS)]);
  const times = await page.evaluate(() => (globalThis as unknown as { frameTimes: number[] }).frameTimes);
  const frames = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const sorted = frames.toSorted((one, other) => one - other);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return {
    framesPerSecond: (frames.length / frames.reduce((sum, ms) => sum + ms, 0)) * 1000,
    frameP95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    frameMaxMs: sorted.at(-1) ?? Number.NaN,
    heapMb: usedSize / 1024 / 1024,
  };
}
