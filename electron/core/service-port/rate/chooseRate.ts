import type { RateDetection, RateTrial } from '../../../../shared/service-port/rateDetection.ts';
import { fittingSentence, type FittingProfiles } from './fittingProfile.ts';

/** From here on bytes make sense. */
const SENSIBLE = 0.75;
/** Scores that are no further apart are the same. */
const MARGIN = 0.1;

export interface ScoredTrial extends RateTrial {
  /** Whose question was answered. */
  fitting?: FittingProfiles;
  /** What was heard were frames of Modbus. */
  isModbus?: boolean;
  /** What was heard is what another parity leaves of bytes. */
  isOtherParity?: boolean | undefined;
  /** The prompt at which a console stands, in words. */
  prompt?: string;
}

/** Somebody asks and answers on a bus already. */
export function isOthersBus({ how, isModbus, score }: ScoredTrial): boolean {
  return how === 'listened' && isModbus === true && score >= SENSIBLE;
}

/** What the trials come to: the best of them, and whether others fit as well. An answer counts more than what was only listened to. */
export function chooseRate(trials: readonly ScoredTrial[]): Pick<RateDetection, 'best' | 'sentence'> {
  const sensible = trials.filter(({ score }) => score >= SENSIBLE);
  const answered = sensible.filter(({ how }) => how === 'asked');
  const ranked = (answered.length > 0 ? answered : sensible).toSorted((a, b) => b.score - a.score);
  const [first] = ranked;
  if (first === undefined) return { sentence: nothingFits(trials) };
  const others = new Set(
    ranked.filter(({ score }) => score >= first.score - MARGIN).map((trial) => lineOf(trial)),
  );
  others.delete(lineOf(first));
  const { baud, format, fitting = { others: [] } } = first;
  const { profileId, unit } = fitting;
  const best = {
    baud,
    format,
    ...(profileId === undefined ? {} : { profileId }),
    ...(unit === undefined ? {} : { unit }),
  };
  if (first.prompt !== undefined) {
    return {
      best,
      sentence: `The device stands at ${first.prompt} at ${lineOf(first)}. No other question was sent there: a console takes it for a command.${fittingSentence(fitting)}`,
    };
  }
  const how = first.how === 'asked' ? 'The device answered' : 'What came makes sense';
  const fits = isOthersBus(first)
    ? ' Somebody asks on this bus already, so no question was sent.'
    : fittingSentence(fitting);
  if (others.size === 0) return { best, sentence: `${how} at ${lineOf(first)}.${fits}` };
  return {
    best,
    sentence: `${how} at ${lineOf(first)}, but ${[...others].slice(0, 4).join(', ')} ${others.size === 1 ? 'fits' : 'fit'} as well: it is ambiguous. The first is the usual one; check it with something that you know.${fits}`,
  };
}

function nothingFits(trials: readonly ScoredTrial[]): string {
  const received = trials.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
  const wasAsked = trials.some(({ how }) => how === 'asked');
  if (received > 0) {
    return 'Bytes came, but they make no sense at any rate that was tried. Check ground and the levels of the adapter (3.3 V, 5 V, RS-232, RS-485), and A and B of RS-485.';
  }
  return wasAsked
    ? 'Nothing came at any rate, and nobody answered. Check that the device has power, and that RX and TX (or A and B) are not exchanged. On a bus a charger may have another number than the usual one of its make: choose its profile, and search its unit.'
    : 'Nothing came at any rate. The device may only speak when it is asked: allow questions that only read, or restart the device and search again.';
}

function lineOf({ baud, format }: Pick<RateTrial, 'baud' | 'format'>): string {
  return `${baud} ${format}`;
}
