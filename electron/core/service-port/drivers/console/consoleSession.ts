import { isBootLine } from '../../../../../shared/service-port/lines/bootLine.ts';
import type { Prompt } from '../../../../../shared/service-port/lines/consolePrompt.ts';
import type { ConsoleProfile } from '../../../../../shared/service-port/profile/consoleProfile.ts';
import type { PortCredentials } from '../../../../../shared/service-port/portLogin.ts';
import type { PortLine } from '../../line/portLine.ts';
import type { DriverEvents } from '../chargerDriver.ts';
import { ECHO_BANNER } from '../echoBanner.ts';
import { NoiseWatch } from '../noiseWatch.ts';
import { RestartWatch } from '../restartWatch.ts';
import { ConsoleLine, readable } from './consoleLine.ts';
import { consoleRules, type ConsoleRules } from './consoleRules.ts';
import { CONSOLE_TIMES, type ConsoleTimes } from './consoleTimes.ts';
import { findPlace, type Place } from './findPlace.ts';
import { logIn, type LoginEnd } from './logIn.ts';
import { RunningCommand, type CommandEnd, type CommandWish } from './runningCommand.ts';

/** Lines that are remembered of what came outside of commands. */
const MAX_IDLE_LINES = 50;

/** Why nothing can be asked of the device, or the prompt at which it can. */
export type Readiness = { prompt: Prompt | undefined } | { trouble: string; isSilent: boolean };

export interface ConsoleSessionOptions {
  events: DriverEvents;
  times?: Partial<ConsoleTimes> | undefined;
  /** Text that comes outside of commands. */
  onIdleText: (bytes: Uint8Array, monoMs: number) => void;
}

/** What is known of a console over its life: where it stands, whether it echoes, whether it starts, who is logged in. */
export class ConsoleSession {
  readonly line: ConsoleLine;
  readonly rules: ConsoleRules;
  readonly times: ConsoleTimes;
  readonly #profile: ConsoleProfile;
  readonly #options: ConsoleSessionOptions;
  #running: RunningCommand | undefined;
  #idleLines: string[] = [];
  #last: Prompt | undefined;
  #isStarting = false;
  readonly #restart: RestartWatch;
  readonly #noise: NoiseWatch;
  #isLoginTold = false;
  #lastHeardMs = -Infinity;
  #isEchoTold = false;
  #hasEcho: boolean | undefined;
  /** In memory alone, until the port is closed: after a restart it asks again. */
  #credentials: PortCredentials | undefined;

  constructor(port: PortLine, profile: ConsoleProfile, options: ConsoleSessionOptions) {
    this.#profile = profile;
    this.#options = options;
    this.#restart = new RestartWatch(options.events.onRestart);
    this.#noise = new NoiseWatch(options.events.onBanner);
    this.rules = consoleRules(profile);
    this.times = { ...CONSOLE_TIMES, ...options.times };
    this.#hasEcho = profile.line.hasEcho ? undefined : false;
    this.line = new ConsoleLine(port, this.rules.eol, {
      onLine: (line, isCut) => this.#take(line, isCut),
      onBytes: (bytes, monoMs) => this.#bytes(bytes, monoMs),
    });
  }

  get last(): Prompt | undefined {
    return this.#last;
  }

  /** What stands behind the prompt on the screen: a line that is typed, or was brought back from the device's history. */
  get shownCommand(): string {
    const { partial } = this.line;
    const begin = this.#last?.text.trimEnd() ?? '';
    if (begin !== '' && partial.startsWith(begin)) return partial.slice(begin.length).trim();
    return partial.replace(/^[^#$>]{0,120}[#$>] /, '').trim();
  }

  get idleLines(): readonly string[] {
    return this.#idleLines;
  }

  close(): void {
    this.#credentials = undefined;
    this.line.close();
  }

  /** What is known of the place is old: somebody else had the line. */
  forgetPlace(): void {
    this.#last = undefined;
    this.line.isMuted = false;
    this.line.clear();
  }

  clearIdleLines(): void {
    this.#idleLines = [];
  }

  async place(signal: AbortSignal, isCountdownEnough?: (line: string) => boolean): Promise<Place> {
    const place = await findPlace({ ...this.#search(), isCountdownEnough }, signal);
    if (place.kind === 'prompt') this.#stands(place.prompt);
    if (place.kind === 'starting') this.#isStarting = false;
    return place;
  }

  /**
   * Brings the console to a prompt at which commands can be given; logs in where somebody has said who he is. A countdown before the start is
   * waited for to its end, unless `isCountdownEnough`.
   */
  async ready(signal: AbortSignal, isCountdownEnough?: (line: string) => boolean): Promise<Readiness> {
    this.line.isMuted = false;
    await this.#wake(signal);
    if (!this.rules.hasPrompts) return { prompt: undefined };
    const place = await this.place(signal, isCountdownEnough);
    if (place.kind !== 'prompt')
      return { trouble: placeTrouble(place.kind), isSilent: place.kind === 'silent' };
    const { prompt } = place;
    if (prompt.kind !== 'login' && prompt.kind !== 'password') return { prompt };
    if (this.#credentials === undefined) {
      this.#tellLogin(true);
      return { trouble: 'The device asks for a user name and a password first: log in.', isSilent: false };
    }
    const end = await this.#logInAt(prompt, this.#credentials, signal);
    return end.how === 'in' ? { prompt: end.prompt } : { trouble: end.sentence, isSilent: false };
  }

  async logIn(credentials: PortCredentials, signal: AbortSignal): Promise<LoginEnd> {
    this.line.isMuted = false;
    const place = await this.place(signal);
    if (place.kind !== 'prompt') return { how: 'no-answer', sentence: placeTrouble(place.kind) };
    const { prompt } = place;
    if (prompt.kind !== 'login' && prompt.kind !== 'password') {
      // It asks when it has started anew, as after a push of firmware.
      this.#credentials = credentials;
      return { how: 'in', prompt, sentence: 'The device asks for no login: it stands at a prompt already.' };
    }
    return await this.#logInAt(prompt, credentials, signal);
  }

  /** Runs one command at the prompt at which the console stands. */
  async run(
    wish: Omit<CommandWish, 'hasEcho' | 'at'> & { at: Prompt | undefined },
    signal: AbortSignal,
  ): Promise<CommandEnd> {
    const command = new RunningCommand(this.line, this.rules, this.times, {
      ...wish,
      hasEcho: this.#hasEcho,
    });
    this.#running = command;
    this.#last = undefined;
    try {
      const end = await command.run(signal);
      if (end.hasEcho === true) this.#hasEcho = true;
      if (end.how === 'restarted') this.started();
      if (end.prompt !== undefined) this.#stands(end.prompt);
      this.#tellEcho();
      return end;
    } finally {
      this.#running = undefined;
    }
  }

  /** The device has begun to start anew. */
  started(): void {
    this.#isStarting = true;
    this.#last = undefined;
    this.#restart.bootText();
  }

  /** A device that sleeps is woken before it is asked anything; a menu comes after some Returns. */
  async #wake(signal: AbortSignal): Promise<void> {
    const { wakeUp } = this.#profile.line;
    const isAwake = performance.now() - this.#lastHeardMs < (wakeUp?.idleMs ?? Infinity);
    if (wakeUp?.send === undefined || isAwake) return;
    for (let times = 0; times < wakeUp.times; times++) {
      await this.line.sendLine(wakeUp.send);
      const until = performance.now() + wakeUp.everyMs;
      for (let left = wakeUp.everyMs; left > 0; left = until - performance.now()) {
        await this.line.next(left, signal);
      }
    }
  }

  #search(): Parameters<typeof findPlace>[0] {
    return {
      line: this.line,
      rules: this.rules,
      times: { ...this.times, bootMs: Math.max(this.times.bootMs, this.#profile.line.bootWaitMs) },
      last: this.#last,
      isStarting: () => this.#isStarting,
      lines: () => this.#idleLines,
      clearLines: () => this.clearIdleLines(),
    };
  }

  async #logInAt(prompt: Prompt, credentials: PortCredentials, signal: AbortSignal): Promise<LoginEnd> {
    const login = {
      line: this.line,
      rules: this.rules,
      times: this.times,
      lines: () => this.#idleLines,
      clearLines: () => this.clearIdleLines(),
    };
    const end = await logIn(login, prompt, credentials, signal);
    if (end.prompt !== undefined) this.#stands(end.prompt);
    this.#credentials = end.how === 'in' ? credentials : undefined;
    this.#tellLogin(end.how !== 'in');
    return end;
  }

  #stands(prompt: Prompt): void {
    if (prompt.kind === 'autoboot') return;
    this.#last = prompt;
    this.#isStarting = false;
    this.#restart.isUp();
    if (prompt.kind !== 'login' && prompt.kind !== 'password') this.#tellLogin(false);
  }

  #take(line: string, isCut: boolean): void {
    if (this.#running !== undefined) {
      this.#running.onLine(line, isCut);
      return;
    }
    const text = readable(line);
    this.#idleLines.push(text);
    if (this.#idleLines.length > MAX_IDLE_LINES) this.#idleLines.shift();
    if (!isCut && isBootLine(text, this.rules.bootLines)) this.started();
  }

  #bytes(bytes: Uint8Array, monoMs: number): void {
    this.#lastHeardMs = performance.now();
    if (this.#running === undefined && !this.line.isMuted) this.#options.onIdleText(bytes, monoMs);
    if (!this.line.isMuted) this.#noise.add(bytes);
  }

  #tellEcho(): void {
    if (!this.line.echo.isDouble || this.#isEchoTold) return;
    this.#isEchoTold = true;
    this.#options.events.onBanner(ECHO_BANNER);
  }

  #tellLogin(isNeeded: boolean): void {
    if (isNeeded === this.#isLoginTold) return;
    this.#isLoginTold = isNeeded;
    this.#options.events.onBanner(
      isNeeded
        ? {
            code: 'login',
            level: 'info',
            sentence: 'The device asks for a user name and a password.',
            remedy: 'Log in; the password is not recorded, and forgotten when the port is closed.',
          }
        : { code: 'login', level: 'none' },
    );
  }
}

function placeTrouble(kind: 'starting' | 'talking' | 'silent'): string {
  switch (kind) {
    case 'starting':
      return 'The device is starting, and no prompt came within its time.';
    case 'talking':
      return 'The device prints, but no prompt is to be seen: it may be busy, or the rate is wrong.';
    case 'silent':
      return 'Nothing came back after Return: check cable, rate, and that TX and RX are crossed.';
    default:
      return kind;
  }
}
