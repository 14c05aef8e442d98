import { ContractError } from '../../../../shared/contract/failure.ts';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { firstOf } from '../drivers/modbus/untilOver.ts';
import type { PortLine } from '../line/portLine.ts';
import { isOthersBus, type ScoredTrial } from './chooseRate.ts';
import { fittingProfile } from './fittingProfile.ts';
import { rateProbe, type RateProbe } from './rateProbe.ts';
import { scoreBytes } from './scoreBytes.ts';

type Setting = Pick<LineSettings, 'baud' | 'format'>;

export interface RateSearch {
  line: PortLine;
  profiles: readonly PortProfile[];
  /** The line belongs to a converter at the other end: its settings cannot be tried from here. */
  isFixed: boolean;
  mayAsk: boolean;
  signal: AbortSignal;
  onTrial: (trial: ScoredTrial) => void;
  listenMs?: number;
  askMs?: number;
}

const USUAL_BAUDS = [115_200, 9600, 19_200, 38_400, 57_600, 230_400, 460_800, 921_600, 500_000, 4800, 2400];
const LISTEN_MS = 700;
const ASK_MS = 400;
const MOST_HEARD = 65_536;
/** So sure that no other rate has to be tried. */
const SURE = 0.95;
const SURE_BYTES = 64;

/** Tries line settings one after the other: first all of them by listening alone, then, where that `mayAsk`, by questions that only read. */
export async function detectRate(search: RateSearch): Promise<ScoredTrial[]> {
  const { line, profiles, isFixed, mayAsk, onTrial } = search;
  const trials: ScoredTrial[] = [];
  const add = (trial: ScoredTrial): ScoredTrial => {
    trials.push(trial);
    onTrial(trial);
    return trial;
  };
  const settings = isFixed ? [line.settings] : settingsOf(profiles);
  for (const setting of settings) {
    const { score, receivedBytes } = add(await listened(search, setting));
    if (score >= SURE && receivedBytes >= SURE_BYTES) return trials;
  }
  // Two masters on a bus disturb each other: where somebody asks already, nothing is asked.
  if (!mayAsk || trials.some((trial) => trial.score >= SURE || isOthersBus(trial))) return trials;
  for (const question of questions(profiles, isFixed ? line.settings : undefined)) {
    const { score } = add(await asked(search, question));
    if (score >= SURE) return trials;
  }
  return trials;
}

/** Those of the profiles first, each once. */
export function settingsOf(profiles: readonly PortProfile[]): Setting[] {
  const all = [
    ...profiles.flatMap(({ line }) =>
      line.bauds.flatMap((baud) => line.formats.map((format) => ({ baud, format }))),
    ),
    ...USUAL_BAUDS.map((baud) => ({ baud, format: '8N1' })),
  ];
  return [...new Map(all.map((setting) => [`${setting.baud} ${setting.format}`, setting])).values()];
}

interface Question {
  setting: Setting;
  probe: RateProbe;
  /** Those that ask the same bytes. */
  profiles: PortProfile[];
}

function questions(profiles: readonly PortProfile[], fixed: Setting | undefined): Question[] {
  const byBytes = new Map<string, Question>();
  for (const profile of profiles) {
    const probe = rateProbe(profile);
    if (probe === undefined) continue;
    for (const setting of fixed === undefined ? settingsOfOne(profile) : [fixed]) {
      const key = `${setting.baud} ${setting.format} ${Buffer.from(probe.bytes).toString('hex')}`;
      const question = byBytes.get(key) ?? { setting, probe, profiles: [] };
      question.profiles.push(profile);
      byBytes.set(key, question);
    }
  }
  return [...byBytes.values()];
}

function settingsOfOne({ line }: PortProfile): Setting[] {
  return line.bauds.flatMap((baud) => line.formats.map((format) => ({ baud, format })));
}

async function listened(search: RateSearch, setting: Setting): Promise<ScoredTrial> {
  const trial = { ...onlySetting(setting), how: 'listened' as const };
  const trouble = await setTo(search, setting);
  if (trouble !== undefined) return { ...trial, receivedBytes: 0, score: 0, sentence: trouble };
  const { bytes, count } = await hear(search, search.listenMs ?? LISTEN_MS);
  const { score, as, sentence } = scoreBytes(bytes);
  return { ...trial, receivedBytes: count, score, sentence, isModbus: as === 'Modbus' };
}

async function asked(search: RateSearch, { setting, probe, profiles }: Question): Promise<ScoredTrial> {
  const trial = { ...onlySetting(setting), how: 'asked' as const, asked: probe.title };
  const trouble = await setTo(search, setting);
  if (trouble !== undefined) return { ...trial, receivedBytes: 0, score: 0, sentence: trouble };
  const ear = probe.listen();
  let isAnswer = false;
  const listenMs = (search.askMs ?? ASK_MS) + (probe.times - 1) * probe.everyMs;
  const hearing = hear(search, listenMs, (bytes) => {
    isAnswer ||= ear.hear(bytes);
    return isAnswer;
  });
  hearing.catch(() => undefined);
  for (let left = probe.times; left > 0; left -= 1) {
    await ask(search, probe);
    if (left > 1 && (await firstOf(hearing, probe.everyMs, search.signal)) !== undefined) break;
  }
  const { count } = await hearing;
  isAnswer ||= ear.end();
  const sentence = isAnswer
    ? `It answered ${probe.title}.`
    : count === 0
      ? 'No answer.'
      : 'What came is no answer.';
  return {
    ...trial,
    receivedBytes: count,
    score: isAnswer ? 1 : 0,
    sentence,
    ...(isAnswer ? { fitting: fittingProfile(profiles) } : {}),
  };
}

async function ask({ line }: RateSearch, { bytes, title }: RateProbe): Promise<void> {
  const written = line.write(bytes);
  line.tell('out', bytes.length, { action: 'detect', meaning: `asks ${title}, which only reads` });
  await written;
}

function onlySetting({ baud, format }: Setting): Setting {
  return { baud, format };
}

/** Why the port cannot be set so; nothing where it can. */
async function setTo({ line, isFixed }: RateSearch, { baud, format }: Setting): Promise<string | undefined> {
  if (isFixed) return undefined;
  try {
    await line.setLine({ baud, format });
    return undefined;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'invalid-params') return error.message;
    throw error;
  }
}

/** What comes within a time, the first of it kept; sooner where the latest bytes are enough. Rejects when the search is cancelled or the port is lost. */
function hear(
  { line, signal }: RateSearch,
  ms: number,
  isEnough: (latest: Uint8Array) => boolean = () => false,
): Promise<{ bytes: Uint8Array; count: number }> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let count = 0;
    const stop = AbortSignal.any([signal, line.lost]);
    const end = (): void => {
      clearTimeout(timer);
      unlisten();
      stop.removeEventListener('abort', onStop);
    };
    const done = (): void => {
      end();
      resolve({ bytes: Buffer.concat(pieces), count });
    };
    const onStop = (): void => {
      end();
      const reason: unknown = stop.reason;
      reject(
        reason instanceof ContractError
          ? reason
          : new ContractError('cancelled', 'The search was cancelled.'),
      );
    };
    const timer = setTimeout(done, ms);
    const unlisten = line.onData((bytes) => {
      if (count < MOST_HEARD) pieces.push(bytes);
      count += bytes.length;
      if (isEnough(bytes)) done();
    });
    stop.addEventListener('abort', onStop, { once: true });
    if (stop.aborted) onStop();
  });
}
