import {
  compilePattern,
  type Pattern,
} from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type {
  ConsoleCommand,
  ConsoleProfile,
} from '../../../../../shared/service-port/profile/consoleProfile.ts';
import type { KnownPrompt, PromptKind } from '../../../../../shared/service-port/lines/consolePrompt.ts';
import type { OutputParser } from '../../../../../shared/service-port/lines/outputFields.ts';

/** A profile of a console with its patterns ready to run. */
export interface ConsoleRules {
  prompts: readonly KnownPrompt[];
  /** There is nothing to wait for at the end of an answer: the answers themselves tell (ABL). */
  hasPrompts: boolean;
  bootLines: readonly Pattern[];
  forbidden: ReadonlyArray<{ pattern: Pattern; why: string }>;
  loginRefused: Pattern | undefined;
  /** What goes on when a page is full. */
  pager: { prompt: Pattern; send: string } | undefined;
  eol: string;
  pattern: (source: string) => Pattern;
  parser: (command: ConsoleCommand) => OutputParser;
}

const EOLS = { cr: '\r', lf: '\n', crlf: '\r\n', none: '' } as const;
const KINDS: ReadonlySet<string> = new Set<PromptKind>(['uboot', 'login', 'password', 'shell', 'menu']);

export function consoleRules(profile: ConsoleProfile): ConsoleRules {
  const patterns = new Map<string, Pattern>();
  const pattern = (source: string): Pattern => {
    const known = patterns.get(source) ?? compilePattern(source);
    patterns.set(source, known);
    return known;
  };
  return {
    prompts: profile.prompts.map(({ name, text, pattern: source }) => ({
      name,
      kind: kindOf(name, profile),
      text,
      pattern: source === undefined ? undefined : pattern(source),
    })),
    hasPrompts: profile.prompts.length > 0 || profile.commands.some(({ reply }) => reply === undefined),
    bootLines: profile.bootLines.map(pattern),
    forbidden: profile.forbidden.map(({ pattern: source, why }) => ({ pattern: pattern(source), why })),
    loginRefused: profile.login?.refused === undefined ? undefined : pattern(profile.login.refused),
    pager:
      profile.pager === undefined
        ? undefined
        : { prompt: pattern(profile.pager.prompt), send: profile.pager.send },
    eol: EOLS[profile.line.eol],
    pattern,
    parser: ({ parse }) => ({
      kind: parse?.kind ?? 'text',
      patterns: (parse?.patterns ?? []).map(pattern),
      separator: parse?.separator,
    }),
  };
}

function kindOf(name: string, { login }: ConsoleProfile): PromptKind {
  if (name === login?.userPrompt) return 'login';
  if (name === login?.passwordPrompt) return 'password';
  if (name === login?.shellPrompt) return 'shell';
  return KINDS.has(name) ? (name as PromptKind) : 'other';
}
