import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import type { RapiFrame } from '../../../../../shared/service-port/rapi/rapiFrame.ts';
import type { RapiDialect, RapiLink } from './rapiLink.ts';

/** Who answered to `$GV`, and in which dialect. */
export interface RapiAwake {
  dialect: RapiDialect;
  firmware: string;
  protocol: string | undefined;
  frame: RapiFrame;
}

export interface RapiAsleep {
  /** It speaks RAPI, but refuses. */
  isRefusing: boolean;
  sentence: string;
}

/** Shorter than that no device needs. */
const LEAST_TIMEOUT_MS = 50;

/**
 * Finds out how a device is spoken to, with `$GV` alone, which only reads. One that is ready answers to the first; one that does not
 * answer may be in its self-test after the port was opened, and is asked on for `bootWaitMs`.
 */
export async function wakeRapi(
  link: RapiLink,
  { line }: Pick<RapiProfile, 'line'>,
  signal: AbortSignal,
): Promise<RapiAwake | RapiAsleep> {
  const timeoutMs = Math.max(LEAST_TIMEOUT_MS, line.timeoutMs);
  const tries = dialects(line);
  const startedAt = performance.now();
  const leftMs = (): number => startedAt + line.bootWaitMs - performance.now();
  const refusals = new Set<RapiDialect>();
  for (let turn = 0; ; turn += 1) {
    const dialect = tries[turn % tries.length] ?? FIRST;
    const answer = await link.ask('GV', { dialect, timeoutMs, signal, isFirst: true });
    if (answer.kind === 'ok') {
      const awake = awakeOf(answer.frame, dialect);
      if (awake !== undefined) return awake;
    }
    // A refusal may be a command that arrived damaged: once more the same.
    const isNew = answer.kind === 'refused' && !refusals.has(dialect);
    if (isNew) refusals.add(dialect);
    const isRefusing = refusals.size === tries.length;
    // After its start it is ready, and is asked in the usual way first.
    const isStarted = answer.kind === 'no-answer' && answer.cause === 'restarted' && leftMs() > 0;
    if (isNew || isStarted) turn = isNew ? turn - 1 : -1;
    else if (turn >= tries.length - 1 && (isRefusing || leftMs() <= 0)) {
      return asleep(isRefusing, performance.now() - startedAt);
    }
  }
}

const FIRST: RapiDialect = { checksum: 'xor', hasIds: true, replies: 'checked' };

/** The usual one first. Replies without a checksum are taken from a device only that does not know XOR. */
function dialects({ checksum, sequenceIds }: RapiProfile['line']): RapiDialect[] {
  const xor: RapiDialect[] = [
    ...(sequenceIds ? [FIRST] : []),
    { checksum: 'xor', hasIds: false, replies: 'checked' },
  ];
  const sum: RapiDialect = { checksum: 'sum', hasIds: false, replies: 'bare' };
  return checksum === 'sum' ? [sum, ...xor] : [...xor, sum];
}

function awakeOf(frame: RapiFrame, dialect: RapiDialect): RapiAwake | undefined {
  const [firmware = '', protocol] = frame.args;
  if (!/\d/.test(firmware)) return undefined;
  return {
    dialect: {
      ...dialect,
      // Firmware before RAPI 3 leaves the id out, and would count it as an argument of other commands.
      hasIds: dialect.hasIds && frame.sequenceId !== undefined,
      replies: frame.checksum === 'none' ? 'bare' : 'checked',
    },
    firmware,
    protocol: protocol === undefined || protocol === '' ? undefined : protocol,
    frame,
  };
}

function asleep(isRefusing: boolean, ms: number): RapiAsleep {
  const sentence = isRefusing
    ? 'It answers as a RAPI device, but refuses even the question for its version ($GV).'
    : `It did not answer to the question for its version ($GV) within ${(ms / 1000).toFixed(1)} s, neither with the XOR nor with the sum as checksum.`;
  return { isRefusing, sentence };
}
