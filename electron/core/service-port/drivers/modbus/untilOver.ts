import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when so many ms are over; rejects at once with the reason of the signal. */
export async function untilOver(ms: number, signal: AbortSignal): Promise<undefined> {
  signal.throwIfAborted();
  try {
    await delay(ms === Number.POSITIVE_INFINITY ? 2 ** 31 - 1 : ms, undefined, { signal });
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** What was promised, or nothing when so many ms are over before; rejects at once with the reason of the signal. */
export async function firstOf<T>(
  promised: Promise<T>,
  ms: number,
  signal: AbortSignal,
): Promise<T | undefined> {
  const settled = new AbortController();
  try {
    return await Promise.race([promised, untilOver(ms, AbortSignal.any([signal, settled.signal]))]);
  } finally {
    settled.abort();
  }
}
