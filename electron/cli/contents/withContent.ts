import { existsSync } from 'node:fs';
import { ContractError } from '../../../shared/contract/failure.ts';
import { TEXT_ENCODINGS } from '../../../shared/files/contents/contentKind.ts';
import { openContents, type Content, type Contents } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { withCore } from '../connect.ts';
import { ProgressLine } from '../files/progressLine.ts';
import type { Terminal } from '../terminal.ts';

const INTERRUPTED = 130;
const FETCH_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

export interface OpenContent {
  contents: Contents;
  content: Content;
  number: number;
  signal: AbortSignal;
  progress: ProgressLine;
}

/** Opens a file, or what is inside of it, for one command. What was unpacked for it is removed at the end, also upon Ctrl+C. */
export async function withContent<T>(
  args: Arguments,
  terminal: Terminal,
  use: (open: OpenContent) => Promise<T>,
  { isPretty = false } = {},
): Promise<T | number> {
  const path = await pathOf(args);
  const encoding = args.text('encoding');
  const contents = await openContents();
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
    // The handlers of `exit` remove what was unpacked.
    process.exit(INTERRUPTED);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  const progress = new ProgressLine(terminal);
  try {
    const number = contents.open({
      source: { path },
      inside: args.texts('inside'),
      encoding: encoding === undefined ? undefined : choice('encoding', encoding, TEXT_ENCODINGS),
      isPretty,
    });
    const content = contents.find(number);
    content.onChange(({ state, share }) => {
      progress.draw(state === 'opening' && share > 0 ? `opening ${Math.round(share * 100)} %` : '');
    });
    await content.file();
    for (const { sentence, remedy, level } of content.state.notes) {
      if (level === 'warning')
        terminal.note(`kerbside: ${sentence}${remedy === undefined ? '' : ` ${remedy}`}`);
    }
    return await use({ contents, content, number, signal: abort.signal, progress });
  } finally {
    progress.draw('');
    await contents.closeAll();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}

/** A file of that name goes before a fetch of that id. */
async function pathOf(args: Arguments): Promise<string> {
  const named = args.at(0);
  if (existsSync(named) || !FETCH_ID.test(named)) return named;
  return withCore(args, async (client) => {
    const fetch = (await client.call('diagnostics.list', {})).find(({ id }) => id === named);
    if (fetch?.file !== undefined) return fetch.file.path;
    throw new ContractError(
      'not-found',
      `There is no file ${named}, and no fetch of that id that has brought one.`,
      {
        hint: 'Name a file, or take the id from `kerbside diagnostics … --json`.',
      },
    );
  });
}
