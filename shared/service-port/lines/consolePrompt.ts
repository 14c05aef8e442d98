/**
 * Where a console stands, by the line that has no end: at the prompt of a boot loader, asking who one is, in a shell, in a menu that waits
 * for a choice, counting down before it boots, or holding a long text (`--More--`). `other`: a prompt that only its profile knows.
 */
export type PromptKind = 'uboot' | 'login' | 'password' | 'shell' | 'menu' | 'autoboot' | 'pager' | 'other';

/** A prompt of a profile: a text with which the line ends, blanks aside, or a pattern that fits somewhere in the line. */
export interface KnownPrompt {
  name: string;
  kind: PromptKind;
  text?: string | undefined;
  pattern?: { find(text: string): unknown } | undefined;
}

export interface Prompt {
  name: string;
  kind: PromptKind;
  /** The whole line as it stood there: the next time it is recognised by it. */
  text: string;
}

/** A line longer than this is output, whatever it ends with. */
const MAX_PROMPT_CHARS = 200;

const PAGER =
  /--\s{0,4}more\s{0,4}--|^lines \d+-\d+|\(END\)\s?$|press (?:any key|space|enter) (?:for more|to continue)/i;
const AUTOBOOT = /(?:hit|press) (?:any key|[^ ]{1,12}) to (?:stop|abort|interrupt) (?:the )?(?:auto)?boot/i;

const USUAL: ReadonlyArray<readonly [PromptKind, RegExp]> = [
  ['password', /(?:^|[\s(])pass(?:word|code|phrase)[^:]{0,40}: ?$/i],
  ['login', /(?:^|[\s(])(?:login|user ?name|user)(?: as)?: ?$/i],
  ['uboot', /^(?:=>|[\w.\- ]{0,24}(?:u-boot|uboot|marvell|barebox)[^#$%>]{0,24}[>#]{1,2}) ?$/i],
  ['shell', /^[^<>{}=;]{0,120}[#$%] ?$/],
  ['menu', /(?:select|choice|option|command|menu)[^:>?]{0,40}[:>?] ?$/i],
];

/** The prompt that a line without an end is, if it is one. What the profile says goes before what is usual. */
export function promptOf(partial: string, known: readonly KnownPrompt[]): Prompt | undefined {
  if (partial.length > MAX_PROMPT_CHARS || partial.trim() === '') return undefined;
  if (PAGER.test(partial)) return { name: 'pager', kind: 'pager', text: partial };
  if (AUTOBOOT.test(partial)) return { name: 'autoboot', kind: 'autoboot', text: partial };
  return knownPrompt(partial, known) ?? usualPrompt(partial, known);
}

/** The longest ending that the profile names wins: `U-Boot# ` before `# `. */
function knownPrompt(text: string, known: readonly KnownPrompt[]): Prompt | undefined {
  const trimmed = text.trimEnd();
  let best: KnownPrompt | undefined;
  let bestChars = 0;
  for (const prompt of known) {
    const chars = fittingChars(text, trimmed, prompt);
    if (chars <= bestChars) continue;
    best = prompt;
    bestChars = chars;
  }
  return best === undefined ? undefined : { name: best.name, kind: best.kind, text };
}

function fittingChars(text: string, trimmed: string, { text: ending, pattern }: KnownPrompt): number {
  if (pattern !== undefined) return pattern.find(text) === undefined ? 0 : MAX_PROMPT_CHARS;
  const end = ending?.trimEnd() ?? '';
  return end !== '' && trimmed.endsWith(end) ? end.length : 0;
}

/** Of a kind that the profile knows, only its own prompts count; questions for a name and a password are known everywhere. */
function usualPrompt(text: string, known: readonly KnownPrompt[]): Prompt | undefined {
  const isOpen = (kind: PromptKind): boolean =>
    kind === 'login' || kind === 'password' || !known.some((prompt) => prompt.kind === kind);
  const found = USUAL.find(([kind, look]) => isOpen(kind) && look.test(text));
  return found === undefined ? undefined : { name: found[0], kind: found[0], text };
}

/** Whether what stands there is the same prompt as before, blanks at the end aside. */
export function isSamePrompt(partial: string, prompt: string): boolean {
  return partial.trimEnd() === prompt.trimEnd();
}
