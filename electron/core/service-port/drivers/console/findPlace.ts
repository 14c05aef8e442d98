import {
  isSamePrompt,
  promptOf,
  type Prompt,
} from '../../../../../shared/service-port/lines/consolePrompt.ts';
import type { ConsoleLine } from './consoleLine.ts';
import type { ConsoleRules } from './consoleRules.ts';
import type { ConsoleTimes } from './consoleTimes.ts';

/**
 * Where the console stands. `starting`: the device prints what it prints when it starts, and no prompt came in time; `talking`: it prints,
 * and no prompt is seen; `silent`: nothing came back.
 */
export type Place =
  { kind: 'prompt'; prompt: Prompt } | { kind: 'starting' } | { kind: 'talking' } | { kind: 'silent' };

export interface PlaceSearch {
  line: ConsoleLine;
  rules: ConsoleRules;
  times: ConsoleTimes;
  /** The prompt at which it stood last. */
  last: Prompt | undefined;
  /** Whether it is enough that the device counts down before it starts, as this line says: a key then stops it. */
  isCountdownEnough?: ((line: string) => boolean) | undefined;
  /** The device has begun to start and was not seen at a prompt since. */
  isStarting: () => boolean;
  /** Lines that came since they were cleared. */
  lines: () => readonly string[];
  clearLines: () => void;
}

const RETURN = '';
const CTRL_C = '\u0003';

/**
 * Finds out where the console stands. Sends at most one Return, and nothing while the device starts: a key would stop the start. What the
 * technician has typed behind a prompt is taken back by Ctrl-C, since Return would run it.
 */
export async function findPlace(search: PlaceSearch, signal: AbortSignal): Promise<Place> {
  const { line, times, last } = search;
  const before = line.received;
  if (last !== undefined && isSamePrompt(line.partial, last.text)) {
    const isQuiet = !(await line.next(times.settleMs, signal));
    if (isQuiet) return { kind: 'prompt', prompt: last };
  }
  const heard = await quietPrompt(search, times.listenMs, signal);
  if (search.isStarting() || heard?.kind === 'autoboot') return await whileStarting(search, signal);
  search.clearLines();
  if (isTypedBehind(line.partial, last)) await line.send(CTRL_C);
  else await line.sendLine(RETURN);
  const prompt = (await quietPrompt(search, times.promptMs, signal)) ?? buriedPrompt(search);
  if (search.isStarting() || prompt?.kind === 'autoboot') return await whileStarting(search, signal);
  if (prompt !== undefined) return { kind: 'prompt', prompt };
  return { kind: line.received > before ? 'talking' : 'silent' };
}

/** A prompt in whose line something else began to print: it stands there as a line of its own. */
function buriedPrompt({ lines, rules, last }: PlaceSearch): Prompt | undefined {
  const prompts = lines().map((line) => promptOf(line, rules.prompts));
  const found = prompts.findLast((prompt) => prompt !== undefined && prompt.kind !== 'pager');
  return found === undefined || last?.kind !== found.kind ? found : last;
}

/** Waits for the prompt at the end of a start. */
async function whileStarting(search: PlaceSearch, signal: AbortSignal): Promise<Place> {
  const prompt = await quietPrompt(search, search.times.bootMs, signal, true);
  return prompt === undefined ? { kind: 'starting' } : { kind: 'prompt', prompt };
}

/** The prompt at which the console stands still within `ms`. */
async function quietPrompt(
  search: Pick<PlaceSearch, 'line' | 'rules' | 'times' | 'last' | 'isCountdownEnough'>,
  ms: number,
  signal: AbortSignal,
  isStart = false,
): Promise<Prompt | undefined> {
  const { line, rules, times, last, isCountdownEnough } = search;
  const deadline = performance.now() + ms;
  for (;;) {
    const found = promptOf(line.partial, rules.prompts);
    if (found?.kind === 'autoboot' && isCountdownEnough?.(found.text) === true) return found;
    const prompt = isStart && found?.kind === 'autoboot' ? undefined : found;
    const left = deadline - performance.now();
    const isKnown = last !== undefined && prompt !== undefined && isSamePrompt(prompt.text, last.text);
    const settleMs = isKnown ? times.settleMs : times.settleMs * 2;
    const isMore = await line.next(
      prompt === undefined ? left : Math.min(Math.max(left, 0), settleMs),
      signal,
    );
    if (isMore) continue;
    if (prompt !== undefined || deadline <= performance.now()) return prompt;
  }
}

function isTypedBehind(partial: string, last: Prompt | undefined): boolean {
  const begin = last?.text.trimEnd() ?? '';
  return begin !== '' && partial.startsWith(begin) && partial.trimEnd().length > begin.length;
}
