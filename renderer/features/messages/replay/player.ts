/** A step of the view, as `view.play`. */
export type PlayStep = (
  from: number,
  until: number,
) => Promise<{ length: number; nextAt?: number | undefined }>;

export const SPEEDS = [1, 2, 10, 100] as const;
export type Speed = (typeof SPEEDS)[number];

/** `length` rows are shown; `at` is the clock of the recording, epoch ms. */
export interface PlayerState {
  isPlaying: boolean;
  speed: Speed;
  /** Pauses that would take longer than a moment are passed over. */
  skipsPauses: boolean;
  length: number;
  at: number | undefined;
  hasEnded: boolean;
}

export interface Player {
  get: () => PlayerState;
  subscribe: (listener: () => void) => () => void;
  play: () => void;
  pause: () => void;
  setSpeed: (speed: Speed) => void;
  setSkipsPauses: (skips: boolean) => void;
  /** Shows so many rows and stands there, or goes on from there. */
  seek: (length: number) => Promise<void>;
}

export interface PlayerOptions {
  step: PlayStep;
  onFailure: (error: unknown) => void;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  /** Runs `action` after some milliseconds; answers with the function that prevents it. */
  after: (action: () => void, ms: number) => () => void;
}

/** Rows appear at most this often: more is not seen. */
const TICK_MS = 50;
/** Epoch ms: brings no row, but the time of the next one. */
const BEFORE_ALL = 0;
/** Of the watcher's time. */
const LONGEST_PAUSE_MS = 2000;

/**
 * Plays a view in the rhythm of its recording: the view itself stands as it is, only the number of rows that are shown
 * grows. Each step asks for the rows up to the present time of the recording's clock.
 */
export function createPlayer({ step, onFailure, now, after }: PlayerOptions): Player {
  let state: PlayerState = {
    isPlaying: false,
    speed: 1,
    skipsPauses: true,
    length: 0,
    at: undefined,
    hasEnded: false,
  };
  let steppedAt = 0;
  let stop: (() => void) | undefined;
  /** A seek makes the answer to an earlier step worthless. */
  let round = 0;
  const listeners = new Set<() => void>();

  const set = (change: Partial<PlayerState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const advance = async (): Promise<void> => {
    const own = round;
    const at = state.at ?? (await step(state.length, BEFORE_ALL)).nextAt;
    if (own !== round || !state.isPlaying) return;
    if (at === undefined) {
      set({ isPlaying: false, hasEnded: true });
      return;
    }
    const moment = now();
    const until = at + (moment - steppedAt) * state.speed;
    steppedAt = moment;
    const { length, nextAt } = await step(state.length, until);
    if (own !== round || !state.isPlaying) return;
    if (nextAt === undefined) {
      set({ length, at: until, isPlaying: false, hasEnded: true });
      return;
    }
    set({ length, at: clockAfter(until, nextAt) });
    schedule();
  };

  const clockAfter = (until: number, nextAt: number): number => {
    // The recording's clock was set back, or there were more rows than one step brings.
    if (nextAt <= until) return nextAt;
    const isLong = (nextAt - until) / state.speed > LONGEST_PAUSE_MS;
    return state.skipsPauses && isLong ? nextAt : until;
  };

  const run = (): void => {
    advance().catch((error: unknown) => {
      set({ isPlaying: false });
      onFailure(error);
    });
  };

  const schedule = (): void => {
    stop?.();
    stop = after(run, TICK_MS);
  };

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play() {
      if (state.isPlaying) return;
      round += 1;
      steppedAt = now();
      set({ isPlaying: true, ...(state.hasEnded ? { length: 0, at: undefined, hasEnded: false } : {}) });
      run();
    },
    pause() {
      round += 1;
      stop?.();
      set({ isPlaying: false });
    },
    setSpeed: (speed) => set({ speed }),
    setSkipsPauses: (skipsPauses) => set({ skipsPauses }),
    async seek(length) {
      round += 1;
      const own = round;
      stop?.();
      set({ length, hasEnded: false });
      try {
        const { nextAt } = await step(length, BEFORE_ALL);
        if (own !== round) return;
        steppedAt = now();
        set({ at: nextAt ?? state.at, hasEnded: nextAt === undefined });
        if (state.isPlaying) run();
      } catch (error) {
        set({ isPlaying: false });
        onFailure(error);
      }
    },
  };
}
