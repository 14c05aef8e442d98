/** What shells, boot loaders and menus say to a command that they do not know or do not allow. */
const REFUSAL =
  /(?:command )?not found$|^unknown command|permission denied|^usage: |no such file or directory|invalid (?:command|argument|option)|operation not permitted/i;
/** A refusal is short; a log may hold such words. */
export const REFUSAL_LINES = 3;

/** The line of an output by which it is a refusal; nothing where the output is more than that. */
export function usualRefusal(lines: readonly string[]): string | undefined {
  const said = lines.filter((line) => line.trim() !== '');
  return said.length > REFUSAL_LINES
    ? undefined
    : said.find((line) => REFUSAL.test(line.trim().slice(0, 300)));
}
