import { setTimeout as wait } from 'node:timers/promises';
import { ContractError } from '../../../shared/contract/failure.ts';
import { askSecret, canAsk } from '../configuration/askOnTerminal.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { followConsole } from './consoleFeed.ts';
import type { OpenPort } from './openPort.ts';

/** Where the password comes from: on the command line everybody on this computer could read it. */
const VARIABLE = 'KERBSIDE_PORT_PASSWORD';
const ANSWER_MS = 5000;
const LOOK_MS = 20;
const MAX_HEARD_CHARS = 4096;

const NAME_ASKED = /(?:login|user ?name|user|account)\s*:\s*$/i;
const PASSWORD_ASKED = /pass(?:word|code|phrase)?\b[^\n]*:\s*$/i;
const REFUSED = /incorrect|fail|denied|invalid|wrong|(?:login|user ?name)\s*:\s*$/i;
const PROMPT = /[#$>%\]]\s*$/;

/**
 * Logs in at a console that asks for a name and a password, then has the device identified again. A console that asks for neither is left as it is. Rejects with
 * `ContractError` `conflict` where the device does not take them.
 */
export async function logIn(port: OpenPort, user: string, terminal: Terminal): Promise<void> {
  const heard = new Heard(port);
  try {
    await heard.say('');
    if (!(await heard.hears([NAME_ASKED, PASSWORD_ASKED, PROMPT])))
      throw refused('The device asks for no name.');
    if (NAME_ASKED.test(heard.text)) {
      await heard.say(user);
      if (!(await heard.hears([PASSWORD_ASKED, PROMPT]))) throw refused('The device asks for no password.');
    }
    if (!PASSWORD_ASKED.test(heard.text)) return;
    await heard.say(await password(user, terminal));
    if (!(await heard.hears([PROMPT, REFUSED])) || REFUSED.test(heard.text)) {
      throw refused(`The device does not let ${user} in.`);
    }
  } finally {
    heard.stop();
  }
  await port.client.call('port.identify', { path: port.path }, { timeoutMs: 0 });
}

async function password(user: string, terminal: Terminal): Promise<string> {
  const given = process.env[VARIABLE];
  if (given !== undefined) return given;
  if (canAsk()) return askSecret(`the password of ${user}`, terminal);
  throw new UsageError(`--login needs the password of ${user} in the variable ${VARIABLE}.`);
}

function refused(sentence: string): ContractError {
  return new ContractError('conflict', sentence, {
    hint: `Look with \`kerbside serial console\`; the password comes from the variable ${VARIABLE}.`,
  });
}

/** What the device said since something was last said to it. */
class Heard {
  readonly stop: () => void;
  readonly #port: OpenPort;
  #text = '';
  #lost: ContractError | undefined;

  constructor(port: OpenPort) {
    this.#port = port;
    this.stop = followConsole(port.client, port.path, Date.now(), {
      chunk: ({ direction, bytes }) => {
        if (direction === 'in') this.#text = (this.#text + latin1(bytes)).slice(-MAX_HEARD_CHARS);
      },
      skipped: () => undefined,
      ended: (error) => (this.#lost = error),
    });
  }

  get text(): string {
    return this.#text;
  }

  async say(line: string): Promise<void> {
    const { client, path } = this.#port;
    this.#text = '';
    await client.call('port.send', { path, text: line, eol: 'cr' });
  }

  /** Whether it came to one of these in time. */
  async hears(patterns: readonly RegExp[]): Promise<boolean> {
    for (let waited = 0; waited < ANSWER_MS; waited += LOOK_MS) {
      if (this.#lost !== undefined) throw this.#lost;
      if (patterns.some((pattern) => pattern.test(this.#text))) return true;
      await wait(LOOK_MS);
    }
    return false;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
