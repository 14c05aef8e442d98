import { promptOf, type Prompt } from '../../../../../shared/service-port/lines/consolePrompt.ts';
import type { PortCredentials, PortLogin } from '../../../../../shared/service-port/portLogin.ts';
import type { ConsoleLine } from './consoleLine.ts';
import type { ConsoleRules } from './consoleRules.ts';
import type { ConsoleTimes } from './consoleTimes.ts';

/** With the prompt at which the console stands then. */
export interface LoginEnd extends PortLogin {
  prompt?: Prompt | undefined;
}

const REFUSED = /incorrect|denied|invalid|wrong|fail/i;

export interface Login {
  line: ConsoleLine;
  rules: ConsoleRules;
  times: ConsoleTimes;
  /** Lines that came since the last question. */
  lines: () => readonly string[];
  clearLines: () => void;
}

/** Logs in at a prompt that asks for a name or a password. The password goes out only where one is asked for. */
export async function logIn(
  login: Login,
  at: Prompt,
  { user, password }: PortCredentials,
  signal: AbortSignal,
): Promise<LoginEnd> {
  let prompt: Prompt | undefined = at;
  if (at.kind === 'login') {
    prompt = await answer(login, signal, () =>
      login.line.sendLine(user, { meaning: { action: 'login', meaning: 'user name' } }),
    );
  }
  if (prompt?.kind === 'password') prompt = await answer(login, signal, () => sendPassword(login, password));
  return endOf(login, prompt);
}

/** The record holds asterisks, and the console nothing: devices do not echo a password. */
async function sendPassword({ line, rules }: Login, password: string): Promise<void> {
  line.clear();
  if (password !== '') await line.send(password, { isSecret: true });
  await line.send(rules.eol, { meaning: { action: 'login', meaning: 'password' } });
}

function endOf({ rules, lines }: Login, prompt: Prompt | undefined): LoginEnd {
  const said = lines().find((line) => rules.loginRefused?.find(line) !== undefined || REFUSED.test(line));
  if (prompt === undefined) {
    return { how: 'no-answer', sentence: 'The device did not answer the login within its time.' };
  }
  if (prompt.kind !== 'login' && prompt.kind !== 'password') {
    return { how: 'in', prompt, sentence: 'Logged in.' };
  }
  const words = said === undefined ? 'it asks again' : `it says “${said.trim().slice(0, 100)}”`;
  return { how: 'refused', prompt, sentence: `The device refused the login: ${words}.` };
}

/** Sends, and waits for the next question or prompt. */
async function answer(
  login: Login,
  signal: AbortSignal,
  send: () => Promise<void>,
): Promise<Prompt | undefined> {
  const { line, rules, times } = login;
  login.clearLines();
  await send();
  const deadline = performance.now() + times.loginMs;
  for (;;) {
    const prompt = promptOf(line.partial, rules.prompts);
    const left = deadline - performance.now();
    const isMore = await line.next(prompt === undefined ? left : times.settleMs * 2, signal);
    if (!isMore) return prompt;
  }
}
