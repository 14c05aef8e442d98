import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortRun, PortRunStage } from '../../../../shared/service-port/portRun.ts';
import { PORT_RUN_STAGES } from '../../../../shared/service-port/portRun.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { HeldPort } from '../session/heldPort.ts';
import { openFileBlocks } from '../transfer/fileBlocks.ts';
import type { FlashOutcome, FlashProof } from '../transfer/flasher.ts';
import type { PushPlan } from './pushPlan.ts';
import { NOTHING_OF_IT } from './brokenOff.ts';
import { isLost, reasonOf, type RunPorts } from './runPorts.ts';
import type { RunEnd, RunRecord } from './runRecord.ts';
import { verdictOf } from './runVerdict.ts';

export interface PushMeans {
  ports: RunPorts;
  record: RunRecord;
  plan: PushPlan;
  signal: AbortSignal;
  /** Reads and keeps the configuration of the device; absent where that cannot be done. */
  keepConfiguration: (() => Promise<unknown>) | undefined;
  /** SHA-256 of the first so many bytes of a file. */
  sumOf: (path: string, sizeBytes: number) => Promise<string>;
  /** Between two attempts to identify a device that is starting; ms. */
  identifyAgainMs: number;
}

const IDENTIFY_TRIES = 3;
const UNTOUCHED = 'Nothing was written: the device has the firmware that it had.';
const STAGE_WORDS: Record<PortRunStage, string> = {
  checks: 'the checks',
  start: 'bringing the device into its boot loader',
  transfer: 'the transfer',
  end: 'the end of the transfer',
  restart: 'the new start',
  version: 'the look at its version',
};

/** Carries out a push, from the kept configuration to the version afterwards. Never rejects: the record says what came of it. */
export async function pushRun(means: PushMeans): Promise<void> {
  let held: HeldPort | undefined;
  let end: RunEnd;
  try {
    await keepConfiguration(means);
    means.signal.throwIfAborted();
    await checkSameFile(means, 'Look at it once more, and push it then.');
    held = means.ports.hold(means.record.run.path, `Firmware ${means.plan.file.name} goes to the device.`);
    checkSameDevice(means.plan.state, held.state());
    end = await pushTo(held, means);
  } catch (error) {
    end = endBy(error, held, means);
  } finally {
    held?.release();
  }
  // Whoever sees the end finds the port free.
  means.record.end(end);
}

async function keepConfiguration({ keepConfiguration, ports, record, signal }: PushMeans): Promise<void> {
  if (keepConfiguration === undefined) return;
  try {
    await orAborted(keepConfiguration(), signal);
    // That may have taken minutes.
    await ports.lookForCar(record.run.path, signal);
    record.step({ code: 'snapshot', level: 'info', sentence: 'Its configuration was read and is kept.' });
  } catch (error) {
    if (signal.aborted) return;
    const { sentence } = reasonOf(error);
    record.step({
      code: 'no-snapshot',
      level: 'warning',
      sentence: `Its configuration was not kept: ${sentence}`,
    });
  }
}

/** It was summed up when it was looked at, and somebody may build it anew meanwhile. Fails with `conflict`. */
async function checkSameFile({ plan, sumOf }: PushMeans, hint: string): Promise<void> {
  const { path, name, sizeBytes, sha256 } = plan.file;
  const isSame = await sumOf(path, sizeBytes).then(
    (sum) => sum === sha256,
    () => false,
  );
  if (!isSame)
    throw new ContractError('conflict', `${name} is not the file any more that was looked at.`, { hint });
}

/** Its end is not waited for once the run was stopped. */
function orAborted(work: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Between the plan and the first byte its configuration was read, which may take long. Fails with `conflict`. */
function checkSameDevice(planned: PortState, now: PortState): void {
  const isSame =
    planned.profileId === now.profileId &&
    planned.identity?.model === now.identity?.model &&
    planned.identity?.serialNumber === now.identity?.serialNumber;
  if (!isSame) {
    throw new ContractError('conflict', 'Another device is on the port than the one that was looked at.', {
      hint: 'Look at the port, and check once more.',
    });
  }
  if (now.isCharging !== true) return;
  throw new ContractError('conflict', 'A car has begun to charge meanwhile.', {
    hint: 'End the charging and unplug the car.',
  });
}

async function pushTo(held: HeldPort, means: PushMeans): Promise<RunEnd> {
  const { record, signal } = means;
  const { values } = means.plan;
  const { driver } = held;
  if (driver === undefined) throw new ContractError('unavailable', 'The port has no driver any more.');
  record.step(
    { code: 'starting', level: 'info', sentence: 'The device is brought into its boot loader.' },
    { stage: 'start', state: 'preparing' },
  );
  await driver.beforeFirmware({ signal, values });
  const outcome = await transferTo(held, means);
  if (outcome.kind === 'failed') return endFailed(outcome, means);
  await checkSameFile(means, 'Parts of two files may be in the device: push it again.');
  record.step(endStep(outcome.proof), { stage: 'end', state: 'checking' });
  record.step(
    { code: 'restarting', level: 'info', sentence: 'The device starts anew.' },
    { stage: 'restart' },
  );
  await driver.afterFirmware({ signal, values });
  record.step(
    { code: 'identifying', level: 'info', sentence: 'It is identified again.' },
    { stage: 'version' },
  );
  const { version, silence } = await identified(held, means);
  if (version !== undefined) record.change({ versionAfter: version });
  return verdictOf(record.run, outcome.proof, silence);
}

async function transferTo({ line }: HeldPort, { record, plan, signal }: PushMeans): Promise<FlashOutcome> {
  const { file, way, flasher } = plan;
  record.step(
    { code: 'sending', level: 'info', sentence: `${file.name} goes over by ${way.method}.` },
    { stage: 'transfer', state: 'transferring' },
  );
  const source = await openFileBlocks(file.path, file.name, file.sizeBytes);
  try {
    record.begin();
    return await flasher.flash({
      line,
      file: source,
      chip: way.chip,
      signal,
      onProgress: (progress) => record.progress(progress),
      onStep: (sentence) => record.step({ code: 'flasher', level: 'info', sentence }),
    });
  } finally {
    await source.close();
  }
}

function endStep(proof: FlashProof): { code: string; level: 'info' | 'good' | 'warning'; sentence: string } {
  if (proof === 'probable') {
    return {
      code: 'probably-complete',
      level: 'warning',
      sentence:
        'Every block was acknowledged, but not the end: it is probably complete, and its version has to prove it.',
    };
  }
  const sentence =
    proof === 'read-back'
      ? 'All of it was written, read back and compared.'
      : 'All of it was sent and acknowledged.';
  return { code: 'sent', level: 'info', sentence };
}

/** The version that it tells, or why it tells none, where that is known; it may still be starting. */
async function identified(
  held: HeldPort,
  { plan, signal, identifyAgainMs }: PushMeans,
): Promise<{ version?: string; silence?: string }> {
  const { versionKey } = plan.way;
  for (let attempt = 1; ; attempt += 1) {
    const { identity } = await held.identify(signal);
    const readings = versionKey === undefined ? undefined : await held.driver?.read([versionKey], { signal });
    const version = readings === undefined ? identity?.firmwareVersion : readings[0]?.value;
    if (version !== undefined) return { version };
    if (attempt >= IDENTIFY_TRIES)
      return identity?.confidence === 'unknown' ? { silence: identity.sentence } : {};
    await pause(identifyAgainMs, [signal, held.line.lost]);
  }
}

function pause(ms: number, signals: readonly AbortSignal[]): Promise<void> {
  const ended = AbortSignal.any([...signals]);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(ended.reason);
    };
    const timer = setTimeout(() => {
      ended.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (ended.aborted) stop();
    else ended.addEventListener('abort', stop, { once: true });
  });
}

function endFailed(outcome: Extract<FlashOutcome, { kind: 'failed' }>, { record, plan }: PushMeans): RunEnd {
  if (outcome.isCancelled) return cancelled(record, plan, outcome.isUntouched);
  const left =
    outcome.isUntouched === true ? UNTOUCHED : `${plan.flasher.ifCut} Start it again from the first block.`;
  const remedy = `${outcome.remedy ?? ''} ${left}`.trim();
  const sentence = failedAt(record.run, outcome.sentence);
  return { state: 'failed', step: { code: 'failed', level: 'problem', sentence, remedy } };
}

function cancelled({ run }: RunRecord, { flasher }: PushPlan, isUntouched = false): RunEnd {
  const left = isUntouched ? UNTOUCHED : flasher.ifCut;
  const remedy = unsent(run) ?? left;
  return {
    state: 'cancelled',
    step: { code: 'cancelled', level: 'warning', sentence: 'Stopped here.', remedy },
  };
}

function endBy(error: unknown, held: HeldPort | undefined, means: PushMeans): RunEnd {
  const { record, plan, signal } = means;
  const { stage } = record.run;
  const isSent = stage === 'end' || stage === 'restart' || stage === 'version';
  if (isSent) return notSeen(signal.aborted ? 'it was stopped here.' : reasonOf(error).sentence);
  const isCut = held !== undefined && isLost(held) && stage !== 'checks';
  if (signal.aborted && !isCut) return cancelled(record, plan);
  const { sentence, remedy } = reasonOf(error);
  const cut = `${plan.flasher.ifCut} Do not switch it off; plug it in again and start the push from the first block: nothing is resumed by itself.`;
  const what = unsent(record.run) ?? (isCut ? cut : plan.flasher.ifCut);
  return {
    state: 'failed',
    step: {
      code: isCut ? 'unplugged' : 'failed',
      level: 'problem',
      sentence: failedAt(record.run, `${blockWords(record.run)}${sentence}`),
      remedy: [remedy, what].filter(Boolean).join(' '),
    },
  };
}

/** What is to be said where nothing of the firmware has left yet. */
function unsent({ stage }: PortRun): string | undefined {
  if (stage === 'checks') return 'Nothing was sent to the device.';
  return stage === 'start' ? NOTHING_OF_IT : undefined;
}

/** What goes wrong after all of it was sent leaves the question open whether it is in. */
function notSeen(why: string): RunEnd {
  return {
    state: 'unverified',
    step: {
      code: 'not-seen',
      level: 'warning',
      sentence: `All of it was sent, but the device could not be looked at afterwards: ${why}`,
      remedy: 'Open the port again, identify the device and compare its version. Send nothing to it before.',
    },
  };
}

function blockWords({ stage, block, blocks }: PortRun): string {
  if (stage !== 'transfer' || block === 0) return '';
  return blocks === undefined ? `After block ${block}: ` : `After block ${block} of ${blocks}: `;
}

function failedAt({ stage }: PortRun, sentence: string): string {
  return `Failed at stage ${PORT_RUN_STAGES.indexOf(stage) + 1}, ${STAGE_WORDS[stage]}: ${sentence}`;
}
