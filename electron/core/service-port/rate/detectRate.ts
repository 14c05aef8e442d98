import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { firstOf } from '../drivers/modbus/untilOver.ts';
import type { PortLine } from '../line/portLine.ts';
import { isOthersBus, type ScoredTrial } from './chooseRate.ts';
import { fittingConsole, fittingProfile } from './fittingProfile.ts';
import { hear, TIMER_SLACK_MS, type Heard } from './hear.ts';
import { settingKey, settingsOf, withOtherParity, type TriedSetting } from './lineSettingsToTry.ts';
import type { RateProbe } from './rateProbe.ts';
import { recogniseModbus } from './recogniseModbus.ts';
import { rateQuestions, type RateQuestion } from './rateQuestions.ts';
import { scoreBytes } from './scoreBytes.ts';
import { KnownConsoles, promptWords, PromptEar, STILL_MS } from './standingPrompt.ts';

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

interface Search extends RateSearch {
  consoles: KnownConsoles;
}

const LISTEN_MS = 700;
const ASK_MS = 400;
/** So sure that no other rate has to be tried. */
const SURE = 0.95;
const SURE_BYTES = 64;

/**
 * Tries line settings one after the other: first all of them by listening alone, then, where that `mayAsk`, by Return at the settings of consoles
 * and by questions that only read. It ends at the first prompt: what is sent there is taken for a command.
 */
export async function detectRate(wish: RateSearch): Promise<ScoredTrial[]> {
  const search = { ...wish, consoles: new KnownConsoles(wish.profiles) };
  const { line, profiles, isFixed, mayAsk, onTrial } = search;
  const trials: ScoredTrial[] = [];
  const add = (trial: ScoredTrial): ScoredTrial => {
    trials.push(trial);
    onTrial(trial);
    return trial;
  };
  for await (const trial of listenedTrials(search)) {
    const { score, receivedBytes, prompt } = add(trial);
    if (prompt !== undefined || (score >= SURE && receivedBytes >= SURE_BYTES)) return trials;
  }
  // Two masters on a bus disturb each other: where somebody asks already, nothing is asked.
  if (!mayAsk || trials.some((trial) => trial.score >= SURE || isOthersBus(trial))) return trials;
  for (const question of rateQuestions(profiles, isFixed ? line.settings : undefined)) {
    const { score } = add(await asked(search, question));
    if (score >= SURE) return trials;
  }
  return trials;
}

/** Listens at each setting once. Where what comes tells of another parity, the others are next. */
async function* listenedTrials(search: Search): AsyncGenerator<ScoredTrial> {
  const { line, profiles, isFixed } = search;
  const waiting: TriedSetting[] = isFixed ? [line.settings] : settingsOf(profiles);
  const tried = new Set<string>();
  for (let setting = waiting.shift(); setting !== undefined; setting = waiting.shift()) {
    if (tried.has(settingKey(setting))) continue;
    tried.add(settingKey(setting));
    const trial = await listened(search, setting);
    yield trial;
    if (trial.isOtherParity === true && !isFixed) waiting.unshift(...withOtherParity(setting));
  }
}

async function listened(search: Search, setting: TriedSetting): Promise<ScoredTrial> {
  const trial = { ...onlySetting(setting), how: 'listened' as const };
  const trouble = await setTo(search, setting);
  if (trouble !== undefined) return { ...trial, receivedBytes: 0, score: 0, sentence: trouble };
  const ear = new PromptEar(search.consoles);
  const heard = await hear(search, search.listenMs ?? LISTEN_MS, (bytes) => {
    ear.hear(bytes);
    return undefined;
  });
  const receivedBytes = heard.count;
  const atPrompt = promptTrial(search, ear, heard);
  if (atPrompt !== undefined) {
    return { ...trial, ...atPrompt, receivedBytes, sentence: `It stands at ${atPrompt.prompt}.` };
  }
  const { score, as, isOtherParity, sentence } = scoreBytes(heard.bytes);
  return { ...trial, receivedBytes, score, sentence, isOtherParity, isModbus: as === 'Modbus' };
}

async function asked(search: Search, { setting, probe, profiles }: RateQuestion): Promise<ScoredTrial> {
  const trial = { ...onlySetting(setting), how: 'asked' as const, asked: probe.title };
  const trouble = await setTo(search, setting);
  if (trouble !== undefined) return { ...trial, receivedBytes: 0, score: 0, sentence: trouble };
  const ear = probe.listen();
  const promptEar = new PromptEar(search.consoles);
  let isAnswer = false;
  const answerMs = search.askMs ?? probe.promptMs ?? ASK_MS;
  const hearing = hear(search, answerMs + (probe.times - 1) * probe.everyMs, (bytes) => {
    promptEar.hear(bytes);
    isAnswer ||= ear.hear(bytes);
    if (isAnswer) return 0;
    return promptEar.prompt === undefined ? undefined : STILL_MS;
  });
  hearing.catch(() => undefined);
  for (let left = probe.times; left > 0; left -= 1) {
    await ask(search, probe);
    if (left > 1 && (await firstOf(hearing, probe.everyMs, search.signal)) !== undefined) break;
  }
  const heard = await hearing;
  const receivedBytes = heard.count;
  isAnswer ||= ear.end();
  if (isAnswer) {
    const sentence = `It answered ${probe.title}.`;
    const { bus } = probe;
    const fitting =
      bus === undefined
        ? fittingProfile(profiles)
        : await recogniseModbus({
            line: search.line,
            signal: search.signal,
            profiles: search.profiles,
            found: { ...bus, setting },
            answerMs: search.askMs ?? ASK_MS,
          });
    return { ...trial, receivedBytes, score: 1, sentence, fitting };
  }
  const atPrompt = promptTrial(search, promptEar, heard);
  if (atPrompt !== undefined) {
    const sentence = `${probe.title} was followed by ${atPrompt.prompt}.`;
    return { ...trial, ...atPrompt, receivedBytes, sentence };
  }
  const sentence = receivedBytes === 0 ? 'No answer.' : 'What came is no answer.';
  return { ...trial, receivedBytes, score: 0, sentence };
}

/** What is known where a console stands at a prompt and nothing comes behind it. */
function promptTrial(
  { consoles }: Search,
  ear: PromptEar,
  { stillMs }: Heard,
): Required<Pick<ScoredTrial, 'score' | 'prompt' | 'fitting'>> | undefined {
  const { prompt } = ear;
  if (prompt === undefined || stillMs + TIMER_SLACK_MS < STILL_MS) return undefined;
  return { score: 1, prompt: promptWords(prompt), fitting: fittingConsole(consoles.profilesAt(prompt)) };
}

async function ask({ line }: RateSearch, { bytes, meaning }: RateProbe): Promise<void> {
  const written = line.write(bytes);
  line.tell('out', bytes.length, { action: 'detect', meaning });
  await written;
}

function onlySetting({ baud, format }: TriedSetting): TriedSetting {
  return { baud, format };
}

/** Why the port cannot be set so; nothing where it can. */
async function setTo(
  { line, isFixed }: RateSearch,
  { baud, format }: TriedSetting,
): Promise<string | undefined> {
  if (isFixed) return undefined;
  try {
    await line.setLine({ baud, format });
    return undefined;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'invalid-params') return error.message;
    throw error;
  }
}
