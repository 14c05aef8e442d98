import { PORT_RUN_STAGES, type PortRun } from '../../../../shared/service-port/portRun.ts';
import { flasherOf } from '../transfer/flasherOf.ts';
import { firmwareMethodSchema } from '../../../../shared/service-port/profile/profileFirmware.ts';

/** Of a push that ended while the device was brought into its boot loader. */
export const NOTHING_OF_IT =
  'Nothing of the firmware was sent: the device has what it had, and may stand in its boot loader. Where it does not start by itself, restart it.';

/** A run that an earlier Kerbside left when it was killed, or the power went: it says at which stage. What has ended stays as it is. */
export function brokenOff(run: PortRun): PortRun {
  if (run.endedAt !== undefined) return run;
  const isSent = run.stage === 'end' || run.stage === 'restart' || run.stage === 'version';
  const block = run.stage === 'transfer' && run.block > 0 ? `; block ${run.block} was over` : '';
  const where = `stage ${PORT_RUN_STAGES.indexOf(run.stage) + 1} (${run.stage}${block})`;
  const sentence = `Broken off at ${where}: Kerbside ended while it went on.`;
  const remedy = run.kind === 'firmware' ? remedyFor(run, isSent) : 'Pull it again.';
  const { leftS: _left, ...rest } = run;
  return {
    ...rest,
    state: run.kind === 'firmware' && isSent ? 'unverified' : 'failed',
    endedAt: Date.now(),
    sentence,
    remedy,
    steps: [...run.steps, { at: Date.now(), code: 'kerbside-ended', level: 'problem', sentence, remedy }],
  };
}

function remedyFor({ stage, method }: PortRun, isSent: boolean): string {
  if (stage === 'checks') return 'Nothing was sent to the device.';
  if (stage === 'start') return NOTHING_OF_IT;
  if (isSent) return 'All of it was sent: identify the device and compare its version.';
  const known = firmwareMethodSchema.safeParse(method);
  const ifCut = known.success ? flasherOf(known.data).ifCut : undefined;
  return `${ifCut ?? ''} Do not switch it off; start the push again from the first block.`.trim();
}
