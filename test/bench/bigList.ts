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
  /** Of one frame while the list is scrolled; ms. */
  frameP50Ms: number;
  frameP95Ms: number;
}

/**
 * Runs in the page: scrolls in every animation frame and tells how long each frame kept the page's thread, from its
 * beginning to the first task after it was painted. The time between two frames would only tell the screen's rate.
 */
async function scrollThrough({ steps, stepPx }: { steps: number; stepPx: number }): Promise<number[]> {
  const grid = document.querySelector('[role="grid"]');
  if (grid === null) throw new Error('there is no list on the screen');
  const frames: number[] = [];
  const { port1, port2 } = new MessageChannel();
  for (let step = 0; step < steps; step += 1) {
    await new Promise<void>((resolve) => {
      requestAnimationFrame((beganAt) => {
        grid.scrollBy(0, step < steps / 2 ? stepPx : -stepPx);
        port2.addEventListener(
          'message',
          () => {
            frames.push(performance.now() - beganAt);
            resolve();
          },
          { once: true },
        );
        port2.start();
        port1.postMessage(undefined);
      });
    });
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
    const text = await page.locator('[role="grid"]').innerText();
    console.log(await page.locator('[role="grid"]').getAttribute('aria-rowcount'), text.slice(0, 300));
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
