import { styleText } from 'node:util';
import { createBoard, type Board } from './board.ts';

/** Where a command writes: results to stdout, words for people to stderr, so that a pipe gets results only. */
export interface Terminal {
  readonly isInteractive: boolean;
  /** Resolves when the system took the line: a slow reader slows us instead of filling memory. */
  print(line: string): Promise<void>;
  note(line: string): void;
  /** What to do when nobody reads stdout any more; without it the program ends there and then. */
  onReaderGone(then: () => void): void;
  /** Lines on stderr that are written anew in their place, for what goes on; nothing where stderr is no terminal. */
  board(): Board | undefined;
  /** Text in grey where stderr is a terminal with colours. */
  dim(text: string): string;
}

export function openTerminal(): Terminal {
  let leave = (): void => process.exit(0);
  endWhenReaderLeaves(process.stdout, () => leave());
  endWhenReaderLeaves(process.stderr, () => leave());
  return {
    isInteractive: process.stdout.isTTY,
    print: (line) =>
      new Promise((resolve) => {
        process.stdout.write(`${line}\n`, () => resolve());
      }),
    note: (line) => {
      process.stderr.write(`${line}\n`);
    },
    onReaderGone: (then) => {
      leave = then;
    },
    board: () => (process.stderr.isTTY ? createBoard(process.stderr) : undefined),
    dim: (text) => styleText('dim', text, { stream: process.stderr }),
  };
}

/** `kerbside trace export … | head`: a reader that has enough is no failure. A full disk behind `>` is one. */
function endWhenReaderLeaves(stream: NodeJS.WriteStream, leave: () => void): void {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return leave();
    const reason =
      code === 'ENOSPC' ? 'the disk is full. Free some space, or write to another disk' : message;
    if (stream !== process.stderr)
      process.stderr.write(`kerbside: the output cannot be written: ${reason}.\n`);
    process.exit(1);
  });
}
