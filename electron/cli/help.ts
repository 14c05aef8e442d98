import { COMMON_FLAGS, usageLine, type CommandShape, type Flag } from './args.ts';
import { COMMANDS } from './commands.ts';

export function programHelp(version: string): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return [
    `Kerbside ${version}: diagnostics for EV chargers.`,
    '',
    'kerbside COMMAND [...]',
    '',
    ...lines,
    '',
    '`kerbside COMMAND --help` explains one. Every command takes --json.',
  ].join('\n');
}

export function commandHelp(name: string, shape: CommandShape): string {
  const flags = Object.entries({ ...shape.flags, ...COMMON_FLAGS });
  const heads = flags.map(([flag, { value }]) => (value === undefined ? `--${flag}` : `--${flag} ${value}`));
  const width = Math.max(...heads.map((head) => head.length));
  const describe = ([, { about }]: readonly [string, Flag], index: number): string =>
    `  ${(heads[index] ?? '').padEnd(width)}  ${about}`;
  return [
    usageLine(name, shape),
    '',
    shape.about,
    '',
    ...flags.map(describe),
    ...(shape.examples.length > 0 ? ['', 'Examples'] : []),
    ...shape.examples.map((example) => `  kerbside ${example}`),
  ].join('\n');
}
