import { setTimeout as delay } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe } from '../processes/kerbside.ts';

const FRAMES_PER_SECOND = 1000;
const STATIONS = 10;
const WARM_UP_MS = 3000;
const MEASURE_MS = 8000;

/**
 * Runs in the page: whenever the list changed, the rows that are new in it tell, by the time in their text, how old
 * their frames are at the beginning of the next animation frame. By then they are painted.
 */
function watchRows(): void {
  const seen = new Set<string>();
  const ages: number[] = [];
  const frames: number[] = [];
  Object.assign(globalThis, { rowAges: ages, frameTimes: frames });
  const tick = (at: number): void => {
    frames.push(at);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  const look = (): void => {
    const fresh: number[] = [];
    for (const row of document.querySelectorAll('[role="grid"] [role="row"]')) {
      const match = /sent-at-(\d{13})-\d+/.exec(row.textContent);
      if (match === null || seen.has(match[0])) continue;
      seen.add(match[0]);
      fresh.push(Number(match[1]));
    }
    requestAnimationFrame(() => {
      const now = Date.now();
      for (const sentAt of fresh) ages.push(now - sentAt);
    });
  };
  const list = document.querySelector('[role="grid"]');
  if (list === null) throw new Error('there is no list on the screen');
  new MutationObserver(look).observe(list, { subtree: true, childList: true, characterData: true });
}

async function connectStations(url: string): Promise<WebSocket[]> {
  const sockets = Array.from(
    { length: STATIONS },
    (_, index) => new WebSocket(`${url}/SCREEN-${index}`, 'ocpp1.6'),
  );
  await Promise.all(
    sockets.map((socket) => new Promise<void>((resolve) => socket.once('open', () => resolve()))),
  );
  return sockets;
}

/** Sends at a steady rate until stopped; every frame carries the time at which it left. */
function sendSteadily(sockets: readonly WebSocket[]): () => void {
  const startAt = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startAt) / 1000) * FRAMES_PER_SECOND;
    while (sent < due) {
      sent += 1;
      const mark = `sent-at-${Date.now()}-${sent}`;
      sockets[sent % sockets.length]?.send(
        JSON.stringify([2, String(sent), 'DataTransfer', { vendorId: mark, messageId: 'bench' }]),
      );
    }
  }, 2);
  return () => clearInterval(timer);
}

function rateOf(times: readonly number[]): number {
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return spanMs <= 0 ? 0 : ((times.length - 1) / spanMs) * 1000;
}

export interface WireToScreen {
  p50Ms: number;
  p95Ms: number;
  rows: number;
  /** Animation frames per second meanwhile, of at most 60. */
  framesPerSecond: number;
}

/** Age of rows at the moment they are painted, in a real browser with the live list open, at 1,000 frames/s. */
export async function measureWireToScreen(): Promise<WireToScreen> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
  const serve = await startServe({ home: folder, session: join(folder, 'screen.kerbside') });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(serve.ui);
    await page.goto(`${new URL(serve.ui).origin}/#/messages`);
    const sockets = await connectStations(serve.ocpp);
    const stop = sendSteadily(sockets);
    await delay(WARM_UP_MS);
    await page.locator('[role="grid"]').waitFor();
    await page.evaluate(watchRows);
    await delay(MEASURE_MS);
    const ages = await page.evaluate(() => (globalThis as unknown as { rowAges: number[] }).rowAges);
    const times = await page.evaluate(() => (globalThis as unknown as { frameTimes: number[] }).frameTimes);
    stop();
    for (const socket of sockets) socket.terminate();
    const sorted = ages.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    return { p50Ms: at(0.5), p95Ms: at(0.95), rows: sorted.length, framesPerSecond: rateOf(times) };
  } finally {
    await browser.close();
    await serve.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
