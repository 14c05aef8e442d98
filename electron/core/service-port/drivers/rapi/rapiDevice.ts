import type { DriverItem, ItemReading } from '../../../../../shared/service-port/driverItem.ts';
import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import {
  decimal,
  hexadecimal,
  isRapiAtLeast,
  type RapiItemSpec,
} from '../../../../../shared/service-port/rapi/rapiItem.ts';
import type { RapiFrame } from '../../../../../shared/service-port/rapi/rapiFrame.ts';
import type { RapiNews } from '../../../../../shared/service-port/rapi/rapiNews.ts';
import { stateOf } from '../../../../../shared/service-port/rapi/rapiLiveItems.ts';
import { isRapiCharging } from '../../../../../shared/service-port/rapi/rapiState.ts';
import type { PortLine } from '../../line/portLine.ts';
import type { DriverEvents } from '../chargerDriver.ts';
import { LineHealth } from './lineHealth.ts';
import { readingOf } from './rapiReading.ts';
import { RapiLink, type RapiAnswer, type RapiDialect } from './rapiLink.ts';
import { wakeRapi, type RapiAsleep, type RapiAwake } from './rapiWake.ts';
import { answerWords, commandWords, newsOf } from './rapiWords.ts';

/** After so many commands in a row without an answer the rest of a reading is not asked. */
const MOST_SILENT = 2;
const SILENT: RapiAnswer = { kind: 'no-answer', cause: 'silent' };

/** What is known of the device at the other end, and how it is asked. */
export class RapiDevice {
  readonly specs: ReadonlyMap<string, RapiItemSpec>;
  readonly health: LineHealth;
  readonly #lost: AbortSignal;
  readonly #profile: RapiProfile;
  readonly #events: DriverEvents;
  readonly #link: RapiLink;
  readonly #onSend: () => void;
  readonly #latest = new Map<string, readonly string[]>();
  /** Reading commands that it refused: it was built without them. */
  readonly #unknown = new Set<string>();
  #awake: RapiAwake | undefined;
  /** It did not wake up, or stopped answering: until something comes from it, it is asked briefly. */
  #isDeaf = false;
  #isWaking = false;
  #isCharging: boolean | undefined;
  #onBoot: ((news: RapiNews) => void) | undefined;

  constructor(
    line: PortLine,
    profile: RapiProfile,
    specs: ReadonlyMap<string, RapiItemSpec>,
    { events, onSend }: { events: DriverEvents; onSend: () => void },
  ) {
    this.specs = specs;
    this.#lost = line.lost;
    this.#profile = profile;
    this.#events = events;
    this.#onSend = onSend;
    this.health = new LineHealth(events.onBanner);
    this.#link = new RapiLink(line, profile.line.maxFrame, this.health, {
      newsOf: (frame) => newsOf(frame, profile),
      onNews: (news) => this.#hear(news),
      meaningOf: (command, frame) => this.meaningOf(command, frame),
      wordsOf: (command) => commandWords(command, profile),
    });
  }

  set isQuiet(isQuiet: boolean) {
    this.#link.isQuiet = isQuiet;
  }

  /** Frames that the technician sends beside. */
  typed(frames: readonly string[]): void {
    this.#link.typed(frames);
  }

  /** As `$GV` told it. */
  get protocol(): string | undefined {
    return this.#awake?.protocol;
  }

  get dialect(): RapiDialect | undefined {
    return this.#awake?.dialect;
  }

  get bootWaitMs(): number {
    return this.#profile.line.bootWaitMs;
  }

  args(command: string): readonly string[] {
    return this.#latest.get(command) ?? [];
  }

  /** What is known may be another firmware's. */
  forget(): void {
    this.#awake = undefined;
    this.#isCharging = undefined;
    this.#latest.clear();
    this.#unknown.clear();
  }

  close(): void {
    this.#link.close();
  }

  /** An answer in words. */
  meaningOf(command: string, frame: RapiFrame): string {
    return answerWords(command, frame, this.#ofVersion(), this.#profile);
  }

  /** What this version has and was built with, within the limits that it told. */
  items(): DriverItem[] {
    const [least, hardware, , saved] = this.args('GC').map(decimal);
    return this.#ofVersion()
      .filter(({ read }) => read === undefined || !this.#unknown.has(read.command))
      .map(({ item }) => {
        if (item.key !== 'maxCurrent' && item.key !== 'currentNow') return item;
        const most = item.key === 'maxCurrent' ? hardware : (saved ?? hardware);
        return { ...item, min: least ?? item.min ?? 0, max: most ?? item.max ?? 0 };
      });
  }

  /** Wakes it up where it is not known. One that did not answer before is waited for again only where `isPatient`. */
  async awake(signal: AbortSignal, isPatient = false): Promise<RapiAwake | RapiAsleep> {
    this.#link.isQuiet = false;
    if (this.#awake !== undefined) return this.#awake;
    this.#isWaking = true;
    try {
      this.#onSend();
      const { line } = this.#profile;
      const bootWaitMs = this.#isDeaf && !isPatient ? 0 : line.bootWaitMs;
      const found = await wakeRapi(this.#link, { line: { ...line, bootWaitMs } }, signal);
      this.#isDeaf = !('dialect' in found);
      if ('dialect' in found) {
        this.#awake = found;
        this.#latest.set('GV', found.frame.args);
      }
      return found;
    } finally {
      this.#isWaking = false;
    }
  }

  /** Asks once more where no answer came, or a damaged one: it changes nothing. */
  async askReading(command: string, signal: AbortSignal): Promise<RapiAnswer> {
    let answer = SILENT;
    const retries = this.#isDeaf ? 0 : this.#profile.line.retries;
    for (let turn = 0; turn <= retries; turn += 1) {
      answer = await this.#ask(command, signal);
      if (answer.kind !== 'no-answer') this.#isDeaf = false;
      if (answer.kind === 'ok') this.#learn(command, answer.frame.args);
      if (answer.kind === 'refused' && !answer.isDamagedThere) this.#unknown.add(command);
      if (answer.kind === 'ok' || this.#unknown.has(command) || this.#awake === undefined) return answer;
    }
    return answer;
  }

  /** Asks exactly once. */
  askOnce(command: string, signal: AbortSignal, timeoutMs?: number): Promise<RapiAnswer> {
    return this.#ask(command, signal, timeoutMs);
  }

  /** `$FR` for a boot loader: no answer is waited for, since there is none. */
  async restartUnasked(signal: AbortSignal): Promise<void> {
    await this.#ask('FR', signal, 1);
  }

  /** One reading for each key; each command is asked once for all of its items. */
  async read(keys: readonly string[], signal: AbortSignal): Promise<ItemReading[]> {
    const answers = new Map<string, RapiAnswer>();
    const readings: ItemReading[] = [];
    let silent = this.#isDeaf ? MOST_SILENT - 1 : 0;
    for (const key of keys) {
      const spec = this.specs.get(key);
      const command = spec?.read?.command;
      let answer = command === undefined ? undefined : answers.get(command);
      if (command !== undefined && answer === undefined) {
        answer = silent >= MOST_SILENT ? SILENT : await this.askReading(command, signal);
        silent = answer.kind === 'no-answer' ? silent + 1 : 0;
        if (this.#awake === undefined) silent = MOST_SILENT;
        answers.set(command, answer);
      }
      readings.push(readingOf(key, spec, answer));
    }
    if (silent >= MOST_SILENT) this.#isDeaf = true;
    this.#learnCharging(readings);
    return readings;
  }

  /** Waits for the next start that the device tells of. */
  nextBoot(signal: AbortSignal, timeoutMs: number): Promise<RapiNews | undefined> {
    return new Promise((resolve, reject) => {
      const stop = AbortSignal.any([signal, this.#lost]);
      const end = (): void => {
        clearTimeout(timer);
        stop.removeEventListener('abort', onStop);
        this.#onBoot = undefined;
      };
      const onStop = (): void => {
        end();
        reject(stop.reason instanceof Error ? stop.reason : new Error(String(stop.reason)));
      };
      const timer = setTimeout(() => {
        end();
        resolve(undefined);
      }, timeoutMs);
      this.#onBoot = (news) => {
        end();
        resolve(news);
      };
      if (stop.aborted) onStop();
      else stop.addEventListener('abort', onStop, { once: true });
    });
  }

  #ofVersion(): RapiItemSpec[] {
    return [...this.specs.values()].filter(
      ({ since }) => since === undefined || isRapiAtLeast(this.protocol, since),
    );
  }

  async #ask(
    command: string,
    signal: AbortSignal,
    timeoutMs = this.#timeoutOf(command),
  ): Promise<RapiAnswer> {
    const found = await this.awake(signal);
    if (!('dialect' in found)) return SILENT;
    this.#onSend();
    return this.#link.ask(command, { dialect: found.dialect, timeoutMs, signal });
  }

  #timeoutOf(command: string): number {
    const own = this.#profile.commands.find(({ send }) => send === command)?.timeoutMs;
    return own ?? this.#profile.line.timeoutMs;
  }

  #learn(command: string, args: readonly string[]): void {
    this.#latest.set(command, args);
    // Where the profile says what charging is, it has the last word.
    if (command !== 'GS' || this.#profile.charging !== undefined) return;
    const state = stateOf(args);
    if (state !== undefined) this.#tellCharging(isRapiCharging(state, hexadecimal(args[3])));
  }

  #learnCharging(readings: readonly ItemReading[]): void {
    const { charging } = this.#profile;
    const value = readings.find(({ key }) => key === charging?.key)?.value;
    if (charging !== undefined && value !== undefined) this.#tellCharging(charging.values.includes(value));
  }

  #hear(news: RapiNews): void {
    this.#isDeaf = false;
    // State 0 is told before the start is over.
    if (news.kind === 'state' && news.state !== 0) this.#tellCharging(isRapiCharging(news.state, news.flags));
    if (news.kind !== 'boot') return;
    const wasKnown = this.#awake !== undefined;
    this.forget();
    this.#onBoot?.(news);
    // While it is woken up its start is no news.
    if (wasKnown && !this.#isWaking) this.#events.onRestart();
  }

  #tellCharging(isCharging: boolean): void {
    if (isCharging === this.#isCharging) return;
    this.#isCharging = isCharging;
    this.#events.onCharging(isCharging);
  }
}
