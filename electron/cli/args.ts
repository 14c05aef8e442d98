import { parseArgs } from 'node:util';
import { nearestName } from './nearestName.ts';
import { UsageError } from './usageError.ts';

/** A flag with a `value` takes one (the word stands for it in the help), one without is a switch. */
export interface Flag {
  value?: string;
  /** May be given more than once. */
  isRepeatable?: boolean;
  about: string;
}

/** What a command takes. Positionals are written as in the help: `STATION`, `[JSON]`, `[MORE…]` (any number, also before the last). */
export interface CommandShape {
  positionals: readonly string[];
  flags: Readonly<Record<string, Flag>>;
  about: string;
  examples: readonly string[];
}

/** Taken by every command; those that work on files only have no use for `--connect` and let it pass. */
export const COMMON_FLAGS: Readonly<Record<string, Flag>> = {
  json: { about: 'One JSON value, or JSON lines, on stdout and nothing else.' },
  connect: { value: 'URL', about: 'The Kerbside to talk to: the `ui` address that `serve` prints.' },
  help: { about: 'This text.' },
};

/** The words of one command line, checked against its shape. */
export class Arguments {
  readonly #positionals: readonly string[];
  readonly #values: ReadonlyMap<string, readonly (string | true)[]>;

  constructor(positionals: readonly string[], values: ReadonlyMap<string, readonly (string | true)[]>) {
    this.#positionals = positionals;
    this.#values = values;
  }

  /** A positional that the shape demands. */
  at(index: number): string {
    return this.#positionals[index] ?? '';
  }

  optionalAt(index: number): string | undefined {
    return this.#positionals[index];
  }

  has(flag: string): boolean {
    return this.#values.has(flag);
  }

  /** All positionals, where the shape takes any number of them. */
  all(): readonly string[] {
    return this.#positionals;
  }

  /** The value of a flag; of one that was given more than once the last. */
  text(flag: string): string | undefined {
    return this.texts(flag).at(-1);
  }

  /** Every value of a flag that may be given more than once, in order. */
  texts(flag: string): string[] {
    return (this.#values.get(flag) ?? []).filter((value) => value !== true);
  }

  number(flag: string, range: { min: number; max: number; isWhole: boolean }): number | undefined {
    const text = this.text(flag);
    if (text === undefined) return undefined;
    const value = Number(text);
    const isInRange = text.trim() !== '' && value >= range.min && value <= range.max;
    if (isInRange && (!range.isWhole || Number.isInteger(value))) return value;
    const kind = range.isWhole ? 'a whole number' : 'a number';
    throw new UsageError(`--${flag} takes ${kind} from ${range.min} to ${range.max}, not "${text}".`);
  }

  port(flag: string): number | undefined {
    return this.number(flag, { min: 0, max: 65_535, isWhole: true });
  }
}

/** Reads the words behind a command's name. Throws `UsageError`, except where help was asked for. */
export function readArguments(name: string, shape: CommandShape, words: readonly string[]): Arguments {
  const flags = { ...COMMON_FLAGS, ...shape.flags };
  const options = Object.fromEntries(
    Object.entries(flags).map(([flag, { value }]) => [
      flag,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...words],
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const values = new Map<string, (string | true)[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') {
      values.set(token.name, [...(values.get(token.name) ?? []), flagValue(name, flags, token)]);
    }
  }
  if (!values.has('help')) checkCount(name, shape, positionals);
  return new Arguments(positionals, values);
}

function flagValue(
  command: string,
  flags: Readonly<Record<string, Flag>>,
  token: { name: string; rawName: string; value: string | undefined; inlineValue: boolean | undefined },
): string | true {
  const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
  if (flag === undefined) {
    const nearest = nearestName(token.name, Object.keys(flags));
    const guess = nearest === undefined ? '' : ` Did you mean --${nearest}?`;
    throw new UsageError(
      `${command} has no flag ${token.rawName}.${guess} \`kerbside ${command} --help\` lists its flags.`,
    );
  }
  if (flag.value === undefined) {
    if (token.inlineValue === true) throw new UsageError(`--${token.name} takes no value; write it alone.`);
    return true;
  }
  // A negative number is a value, though a wrong one; what is wrong with it is said where it is read.
  const looksLikeFlag = token.inlineValue !== true && /^-[^\d]/.test(token.value ?? '');
  if (token.value === undefined || token.value === '' || looksLikeFlag) {
    throw new UsageError(`--${token.name} needs a value: --${token.name} ${flag.value}.`);
  }
  return token.value;
}

function checkCount(name: string, shape: CommandShape, positionals: readonly string[]): void {
  const missing = shape.positionals.filter((word) => !word.startsWith('['))[positionals.length];
  const usage = usageLine(name, shape);
  if (missing !== undefined) {
    throw new UsageError(`${name} needs ${missing}: ${usage}`);
  }
  if (shape.positionals.some((word) => word.endsWith('…]'))) return;
  const surplus = positionals[shape.positionals.length];
  if (surplus !== undefined) {
    throw new UsageError(`${name} does not know what to do with "${surplus}": ${usage}`);
  }
}

export function usageLine(name: string, shape: CommandShape): string {
  const flags = Object.entries(shape.flags).map(([flag, { value, isRepeatable }]) =>
    value === undefined ? `[--${flag}]` : `[--${flag} ${value}]${isRepeatable === true ? '…' : ''}`,
  );
  return ['kerbside', name, ...shape.positionals, ...flags].join(' ');
}
