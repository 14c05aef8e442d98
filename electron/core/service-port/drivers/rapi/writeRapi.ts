import { ContractError } from '../../../../../shared/contract/failure.ts';
import type { ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import { buildRapiFrame } from '../../../../../shared/service-port/rapi/rapiFrame.ts';
import type { RapiWrite } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import type { RapiDevice } from './rapiDevice.ts';
import type { RapiForbids } from './rapiForbids.ts';
import { valueTrouble, verdictOf, type ReadBack } from './rapiWriting.ts';

/** A car is given time to stop before the relay opens. */
const RELAY_OPENS_MS = 3500;

interface Wish {
  key: string;
  value: string;
  signal: AbortSignal;
}

/** Writes one value and reads it back. It is sent once, whatever becomes of it. Fails with `not-found` for an unknown key. */
export async function writeRapi(device: RapiDevice, forbids: RapiForbids, wish: Wish): Promise<ItemWrite> {
  const { key, value: wanted, signal } = wish;
  const spec = device.specs.get(key);
  if (spec === undefined) throw new ContractError('not-found', `This charger has no item “${key}”.`);
  const { item, write } = spec;
  if (write === undefined) return notSent(wish, `${item.title} can only be read.`);
  const trouble = valueTrouble(spec, wanted) ?? (await unready(device, write, signal));
  if (trouble !== undefined) return notSent(wish, trouble);
  const provingKey = spec.read === undefined ? write.proof : key;
  const before =
    provingKey === undefined || provingKey === 'boot' ? undefined : await readOne(device, provingKey, signal);
  // What cannot be read before cannot be proven after, and nobody knows who would hear it.
  if (before !== undefined && 'trouble' in before && before.isUnanswered)
    return notSent(wish, before.trouble);
  const old =
    before !== undefined && 'value' in before && spec.read !== undefined ? { before: before.value } : {};
  const known = { protocol: device.protocol, args: (command: string) => device.args(command) };
  const refusal = write.refuses?.(wanted, known);
  if (refusal !== undefined) return { ...notSent(wish, refusal), ...old };
  const command = write.command(wanted, known);
  const checksum = device.dialect?.checksum ?? 'xor';
  const forbidden = strayMark(command) ?? forbids.frame(buildRapiFrame(command, { checksum }));
  if (forbidden !== undefined) return { ...notSent(wish, forbidden), ...old };
  if (provingKey === 'boot') return restart(device, command, wish);
  const answer = await device.askOnce(command, signal, write.timeoutMs);
  if (answer.kind === 'no-answer' && answer.cause === 'restarted') await device.awake(signal, true);
  const readBack = provingKey === undefined ? undefined : await readAfter(device, provingKey, write, signal);
  return {
    key,
    ...old,
    wanted,
    ...(readBack !== undefined && 'value' in readBack ? { readBack: readBack.value } : {}),
    ...verdictOf(spec, wanted, answer, readBack),
  };
}

/** A `$` within a value would begin another command, and a checksum mark would end this one. */
function strayMark(command: string): string | undefined {
  return /[$^*\r]/.test(command)
    ? 'The signs $, ^ and * have a meaning of their own on this line.'
    : undefined;
}

function notSent({ key, value }: Wish, why: string): ItemWrite {
  return { key, wanted: value, verdict: 'not-sent', sentence: `It was not sent. ${why}` };
}

/** Asks for what a command is made of and what it depends on; answers with why it cannot be sent. */
async function unready(
  device: RapiDevice,
  write: RapiWrite,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await device.awake(signal);
  if (!('dialect' in found)) return found.sentence;
  for (const command of write.needs ?? []) await device.askReading(command, signal);
  for (const { key, values, why } of write.requires ?? []) {
    const now = await readOne(device, key, signal);
    if (now === undefined || !('value' in now) || !values.includes(now.value)) return why;
  }
  return undefined;
}

async function readAfter(
  device: RapiDevice,
  key: string,
  { readBackAfterMs }: RapiWrite,
  signal: AbortSignal,
): Promise<ReadBack> {
  if (readBackAfterMs !== undefined && readBackAfterMs > 0) await pause(readBackAfterMs, signal);
  return readOne(device, key, signal);
}

async function readOne(device: RapiDevice, key: string, signal: AbortSignal): Promise<ReadBack> {
  const [reading] = await device.read([key], signal);
  if (reading?.value !== undefined) return { value: reading.value };
  const isUnanswered = reading?.failure === 'no-answer';
  return { trouble: reading?.trouble ?? 'There is no such item.', isUnanswered };
}

/** `$FR` is never answered: the charger restarts first. Its `$AB`, or an answer after a while, is the proof. */
async function restart(device: RapiDevice, command: string, wish: Wish): Promise<ItemWrite> {
  const over = new AbortController();
  try {
    return await restartWithin(device, command, {
      ...wish,
      signal: AbortSignal.any([wish.signal, over.signal]),
    });
  } finally {
    over.abort();
  }
}

async function restartWithin(
  device: RapiDevice,
  command: string,
  { key, value, signal }: Wish,
): Promise<ItemWrite> {
  const base = { key, wanted: value };
  const waitMs = device.bootWaitMs + RELAY_OPENS_MS;
  const boot = device.nextBoot(signal, waitMs);
  const answer = await Promise.race([boot.then(() => undefined), device.askOnce(command, signal, waitMs)]);
  if (answer?.kind === 'refused') {
    return { ...base, verdict: 'refused', sentence: 'The charger refused to restart ($NK).' };
  }
  const news = await boot;
  if (news !== undefined) {
    return { ...base, verdict: 'written', sentence: `The charger restarted and ${news.words}.` };
  }
  device.forget();
  const found = await device.awake(signal, true);
  if ('dialect' in found) {
    const sentence =
      'The charger was told to restart. It answers again, but did not say that it had started.';
    return { ...base, verdict: 'unproven', sentence };
  }
  return { ...base, verdict: 'no-answer', sentence: `The charger was told to restart. ${found.sentence}` };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
