import {
  promptOf,
  type Prompt,
  type PromptKind,
} from '../../../../shared/service-port/lines/consolePrompt.ts';
import { TerminalLines } from '../../../../shared/service-port/lines/terminalLines.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { consoleRules, type ConsoleRules } from '../drivers/console/consoleRules.ts';
import { isReadable } from './scoreBytes.ts';

/** So long nothing comes behind a prompt, in ms: else it is the middle of a line. */
export const STILL_MS = 150;
/** A shorter one, such as a lone `#`, could be a byte of noise: it counts at the beginning of a line only. */
const TELLING_CHARS = 3;
/** Of what comes so much must be text, in per cent: bytes at a wrong rate look like a prompt at times. */
const LEAST_READABLE = 90;

/** The prompts that consoles are known by. */
export class KnownConsoles {
  readonly #consoles: ReadonlyArray<{ profile: PortProfile; rules: ConsoleRules }>;

  constructor(profiles: readonly PortProfile[]) {
    this.#consoles = profiles.flatMap((profile) =>
      profile.driver === 'console' ? [{ profile, rules: consoleRules(profile) }] : [],
    );
  }

  /** What the end of a line is, if it is a prompt: one that a profile names, or a usual one. */
  promptOf(partial: string): Prompt | undefined {
    const usual = promptOf(partial, []);
    if (usual !== undefined) return usual;
    for (const { rules } of this.#consoles) {
      const prompt = promptOf(partial, rules.prompts);
      if (prompt !== undefined) return prompt;
    }
    return undefined;
  }

  /** The profiles that name this prompt, or, of a countdown, the boot loader that counts. */
  profilesAt({ text, kind }: Prompt): PortProfile[] {
    return this.#consoles
      .filter(({ rules: { prompts } }) => {
        if (kind === 'autoboot') return prompts.some((known) => known.kind === 'uboot');
        const found = promptOf(text, prompts);
        return prompts.some(({ name }) => name === found?.name);
      })
      .map(({ profile }) => profile);
  }
}

/** Looks in what comes for the prompt of a console at its end. */
export class PromptEar {
  readonly #consoles: KnownConsoles;
  readonly #terminal = new TerminalLines(() => {
    this.#hasLines = true;
  });
  #hasLines = false;
  #bytes = 0;
  #readable = 0;

  constructor(consoles: KnownConsoles) {
    this.#consoles = consoles;
  }

  hear(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (const byte of bytes) if (isReadable(byte)) this.#readable += 1;
    this.#terminal.text(Buffer.from(bytes).toString('latin1'));
  }

  /** What stands at the end now. */
  get prompt(): Prompt | undefined {
    const { partial } = this.#terminal;
    const isTelling = this.#hasLines || partial.trim().length >= TELLING_CHARS;
    if (!isTelling || this.#readable * 100 < this.#bytes * LEAST_READABLE) return undefined;
    if (!Buffer.from(partial, 'latin1').every(isReadable)) return undefined;
    return this.#consoles.promptOf(partial);
  }
}

/** What a prompt is, for people: “the prompt of U-Boot (“=>”)”. */
export function promptWords({ kind, text }: Prompt): string {
  return `${KIND_WORDS[kind]} (“${text.trim()}”)`;
}

const KIND_WORDS: Readonly<Record<PromptKind, string>> = {
  uboot: 'the prompt of U-Boot',
  login: 'the question for a user name',
  password: 'the question for a password',
  shell: 'the prompt of a shell',
  menu: 'a menu',
  autoboot: 'the countdown of a boot loader',
  pager: 'a page of a longer text',
  other: 'a prompt',
};
