import { expect, it } from 'vitest';
import {
  createPlayer,
  type Player,
  type PlayStep,
} from '../../../renderer/features/messages/replay/player.ts';

/** A clock that the test moves; what is due runs when it gets there. */
class Clock {
  now = 0;
  #due: { at: number; action: () => void }[] = [];

  after = (action: () => void, ms: number): (() => void) => {
    const entry = { at: this.now + ms, action };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  };

  async go(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      // Steps answer in turns of their own.
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
      const next = this.#due.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.now = next.at;
      next.action();
    }
    this.now = end;
  }
}

/** Answers as the core does. */
function stepOver(times: readonly number[]): PlayStep {
  return async (from, until) => {
    let length = from;
    let before: number | undefined;
    for (;;) {
      const at = times[length];
      if (at === undefined) return { length };
      if (at > until || (before !== undefined && at < before - 1000)) return { length, nextAt: at };
      before = at;
      length += 1;
    }
  };
}

function playing(times: readonly number[]): { player: Player; clock: Clock; failures: unknown[] } {
  const clock = new Clock();
  const failures: unknown[] = [];
  const player = createPlayer({
    step: stepOver(times),
    onFailure: (error) => failures.push(error),
    now: () => clock.now,
    after: clock.after,
  });
  return { player, clock, failures };
}

const T0 = 1_790_000_000_000;
const everySecond = Array.from({ length: 100 }, (_, n) => T0 + n * 1000);

it('rows appear in their rhythm, and the speed counts', async () => {
  const { player, clock } = playing(everySecond);
  player.play();
  await clock.go(3100);
  expect(player.get()).toMatchObject({ isPlaying: true, length: 4 });
  player.setSpeed(10);
  await clock.go(1000);
  expect(player.get().length).toBeGreaterThanOrEqual(13);
  expect(player.get().length).toBeLessThanOrEqual(15);
  player.setSpeed(100);
  await clock.go(2000);
  expect(player.get()).toMatchObject({ isPlaying: false, hasEnded: true, length: 100 });
});

it('pauses, goes on, and begins again after the end', async () => {
  const { player, clock } = playing(everySecond.slice(0, 5));
  player.play();
  await clock.go(2100);
  player.pause();
  await clock.go(10_000);
  expect(player.get()).toMatchObject({ isPlaying: false, length: 3 });
  player.play();
  await clock.go(10_000);
  expect(player.get()).toMatchObject({ hasEnded: true, length: 5 });
  player.play();
  await clock.go(100);
  expect(player.get()).toMatchObject({ isPlaying: true, length: 1 });
});

it('passes over long pauses, unless they are wanted', async () => {
  const times = [T0, T0 + 3_600_000, T0 + 3_601_000];
  const { player, clock } = playing(times);
  player.play();
  await clock.go(200);
  expect(player.get().length).toBe(2);
  const other = playing(times);
  other.player.setSkipsPauses(false);
  other.player.play();
  await other.clock.go(60_000);
  expect(other.player.get().length).toBe(1);
});

it('a clock that was set back does not bring an hour of rows at once', async () => {
  const { player, clock } = playing([T0, T0 + 500, ...everySecond.map((at) => at - 3_600_000)]);
  player.play();
  await clock.go(3000);
  expect(player.get().length).toBeGreaterThan(3);
  expect(player.get().length).toBeLessThan(8);
});

it('seeks to a row, and plays on from there', async () => {
  const { player, clock } = playing(everySecond);
  await player.seek(50);
  expect(player.get()).toMatchObject({ length: 50, at: T0 + 50_000, isPlaying: false });
  player.play();
  await clock.go(2100);
  expect(player.get().length).toBe(53);
  await player.seek(10);
  await clock.go(1100);
  expect(player.get().length).toBe(12);
});

it('tells when it cannot go on', async () => {
  const failures: unknown[] = [];
  const clock = new Clock();
  const player = createPlayer({
    step: () => Promise.reject(new Error('gone')),
    onFailure: (error) => failures.push(error),
    now: () => clock.now,
    after: clock.after,
  });
  player.play();
  await clock.go(100);
  expect(failures).toHaveLength(1);
  expect(player.get().isPlaying).toBe(false);
});
