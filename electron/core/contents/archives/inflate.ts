import type { Gunzip, InflateRaw } from 'node:zlib';

/** How unpacking ended. `cut`: the packed bytes end too early; `damaged`: they are none; `stopped`: the taker has had enough. */
export type InflateEnd = 'whole' | 'cut' | 'damaged' | 'stopped';

/**
 * Takes one piece; answers whether it wants more. One that cannot keep up answers later: meanwhile nothing is unpacked.
 */
export type PieceTaker = (piece: Buffer) => boolean | Promise<boolean>;

/**
 * Unpacks piece by piece and hands on every byte that can be had, also of what is damaged: a stream that fails would throw away what
 * it holds. `onInput` is told how many packed bytes were read.
 */
export async function inflate(
  pieces: Iterable<Buffer>,
  engine: Gunzip | InflateRaw,
  take: PieceTaker,
  onInput: (bytes: number) => void = () => undefined,
): Promise<InflateEnd> {
  const state = watch(engine, take);
  try {
    let input = 0;
    for (const piece of pieces) {
      await state.step((done) => engine.write(piece, done));
      await state.taken();
      input += piece.length;
      onInput(input);
      if (state.isStopped || state.isEnded || state.failure !== undefined) break;
    }
    if (!state.isStopped && !state.isEnded && state.failure === undefined) {
      await state.step(() => engine.end());
      await state.taken();
    }
    if (state.isStopped) return 'stopped';
    if (state.failure === undefined) return 'whole';
    return state.failure === 'Z_BUF_ERROR' ? 'cut' : 'damaged';
  } finally {
    engine.destroy();
  }
}

interface Watched {
  readonly failure: string | undefined;
  readonly isEnded: boolean;
  readonly isStopped: boolean;
  /** Does something and waits until it is done, or the engine has ended over it: then it calls nobody back. */
  step(act: (done: () => void) => void): Promise<void>;
  /** All that came was taken. */
  taken(): Promise<void>;
}

function watch(engine: Gunzip | InflateRaw, take: PieceTaker): Watched {
  let failure: string | undefined;
  let isEnded = false;
  let isStopped = false;
  let pending: Promise<void> = Promise.resolve();
  let wake = (): void => undefined;
  engine.on('error', (error) => {
    failure = 'code' in error ? String(error.code) : error.message;
    wake();
  });
  engine.on('end', () => {
    isEnded = true;
    wake();
  });
  engine.on('close', () => wake());
  engine.on('data', (piece: Buffer) => {
    pending = pending.then(async () => {
      if (!isStopped && !(await take(piece))) isStopped = true;
    });
  });
  return {
    get failure() {
      return failure;
    },
    get isEnded() {
      return isEnded;
    },
    get isStopped() {
      return isStopped;
    },
    step: (act) =>
      new Promise((resolve) => {
        wake = resolve;
        act(resolve);
      }),
    taken: () => pending,
  };
}
