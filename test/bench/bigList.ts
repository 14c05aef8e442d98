import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe } from '../processes/kerbside.ts';

/** Of the wheel, for each frame: some 15 rows. */
const STEP_PX = 400;
const STEPS = 400;
/** Jumps by the scroll bar, to places far from each other. */
const JUMPS = 12;

export interface BigList {
  /** Of the JavaScript heap after a collection, with the list of all records open and scrolled through; MB. */
  heapMb: number;
  /** From one animation frame to the next while the list is scrolled; ms. A screen of 60 Hz allows no less than 16.7. */
  frameP50Ms: number;
  frameP95Ms: number;
}

/** Runs in the page: scrolls in every animation frame and tells how long it was until the next one. */
async function scrollThrough({ steps, stepPx }: { steps: number; stepPx: number }): Promise<number[]> {
  const grid = document.querySelector('[role="grid"]');
  if (grid === null) throw new Error('there is no list on the screen');
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const frames: number[] = [];
  let before = await frame();
  for (let step = 0; step < steps; step += 1) {
    grid.scrollBy(0, step < steps / 2 ? stepPx : -stepPx);
    const at = await frame();
    frames.push(at - before);
    before = at;
  }
  return frames;
}

async function jump(page: Page): Promise<void> {
  for (let number = 1; number <= JUMPS; number += 1) {
    await page.evaluate(
      (share) => {
        const grid = document.querySelector('[role="grid"]');
        grid?.scrollTo(0, grid.scrollHeight * share);
      },
      number / (JUMPS + 1),
    );
    await page.waitForFunction(
      () => document.querySelectorAll('[role="row"][aria-rowindex]:not([aria-busy])').length > 5,
    );
  }
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}

/** The list of a large session in a real browser. */
export async function measureBigList(home: string, sessionPath: string): Promise<BigList> {
  const serve = await startServe({ home, session: sessionPath });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(serve.ui);
    await page.goto(`${new URL(serve.ui).origin}/#/messages`);
    await page.locator('[role="grid"] [role="row"]').first().waitFor();
    await jump(page);
    const frames = await page.evaluate(scrollThrough, { steps: STEPS, stepPx: STEP_PX });
    const sorted = frames.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    return {
      heapMb: await heapMb(await page.context().newCDPSession(page)),
      frameP50Ms: at(0.5),
      frameP95Ms: at(0.95),
    };
  } finally {
    await browser.close();
    await serve.stop();
  }
}
