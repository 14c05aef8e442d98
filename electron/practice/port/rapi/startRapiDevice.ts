import type { PracticeLine, StartDevice } from '../practiceDevice.ts';
import { PracticeHabits } from '../practiceHabits.ts';
import { OpenEvse } from './openEvse.ts';
import { RapiCommandBuffer, type RapiCommand } from './rapiCommandBuffer.ts';
import { RAPI_HABITS, type RapiHabit } from './rapiHabits.ts';
import { RAPI_READS, type RapiVersion } from './rapiReads.ts';
import { RapiVoice } from './rapiVoice.ts';
import { RAPI_WRITES } from './rapiWrites.ts';

const BOOT_MS = 3500;
const ANSWER_MS = [20, 40] as const;
const LATE_UPON_MS = 150;
const SESSION_STEP_MS = 1000;
/** Steps until the next car comes, until it charges, until it has enough. */
const SESSION_STEPS = [8, 4, 120] as const;

/** A practice OpenEVSE: firmware 8.2.3, RAPI 5.2.1, as the real one answers (SERVICE-PORT §3). */
export const startRapiDevice: StartDevice = (line, { habits }) => {
  const device = new RapiDevice(line, new PracticeHabits(RAPI_HABITS, habits));
  return { stop: () => device.stop() };
};

class RapiDevice {
  readonly #evse = new OpenEvse();
  readonly #habits: PracticeHabits<RapiHabit>;
  readonly #voice: RapiVoice;
  readonly #buffer: RapiCommandBuffer;
  readonly #version: RapiVersion;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #waiting: RapiCommand[] = [];
  #isBusy = false;
  #isStarting = false;
  #heard = 0;
  #told: string;

  constructor(line: PracticeLine, habits: PracticeHabits<RapiHabit>) {
    this.#habits = habits;
    this.#voice = new RapiVoice(line, habits);
    this.#buffer = new RapiCommandBuffer(habits.has('sum') ? ['*'] : ['^', '*']);
    this.#version = versionOf(habits);
    this.#told = this.#evse.told;
    line.onData((bytes) => this.#hear(bytes, line));
    const bootMs = habits.number('boots');
    if (bootMs !== undefined) line.onPlug?.(() => this.#start(bootMs));
    if (habits.has('charging')) this.#evse.charge();
    this.#told = this.#evse.told;
    const stepMs = habits.number('session') ?? SESSION_STEP_MS;
    if (stepMs > 0) this.#live(stepMs, habits.has('charging') ? 2 : 0);
    const floodMs = habits.number('flood');
    if (floodMs !== undefined) this.#every(floodMs, () => this.#tellState());
    if (habits.has('other-master')) this.#every(50, () => this.#overhear());
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #hear(bytes: Uint8Array, line: PracticeLine): void {
    if (this.#habits.has('echo')) line.write(bytes);
    if (this.#habits.has('wrong-rate')) this.#voice.mumble(bytes);
    if (this.#isStarting || this.#habits.has('silent') || this.#habits.has('wrong-rate')) return;
    for (const command of this.#buffer.push(bytes)) {
      this.#heard += 1;
      const every = this.#habits.number('mishears');
      if (every !== undefined && this.#heard % every === 0) command.isDamaged = true;
      if (this.#heard === this.#habits.number('unplugs')) line.cut();
      if (this.#heard > (this.#habits.number('deafens') ?? Infinity)) continue;
      this.#waiting.push(command);
    }
    this.#next();
  }

  /** One command after the other, each in its time. */
  #next(): void {
    const command = this.#isBusy ? undefined : this.#waiting.shift();
    if (command === undefined) return;
    this.#isBusy = true;
    this.#after(this.#answerMs(command), () => {
      this.#isBusy = false;
      this.#obey(command);
      this.#next();
    });
  }

  #answerMs({ name }: RapiCommand): number {
    const [least, most] = ANSWER_MS;
    const usual = this.#habits.has('fast') ? 1 : least + Math.random() * (most - least);
    const late = this.#habits.takesAbout('late-upon', name)
      ? LATE_UPON_MS
      : (this.#habits.number('late') ?? 0);
    return usual + late;
  }

  #obey(command: RapiCommand): void {
    const { name, sequenceId } = command;
    if (name === 'FR' && !command.isDamaged && !this.#habits.has('refuses')) {
      this.#start(this.#habits.number('boots') ?? BOOT_MS);
      return;
    }
    if (this.#habits.takesAbout('restarts-upon', name)) {
      this.#start(this.#habits.number('boots') ?? BOOT_MS);
      return;
    }
    const answer = this.#outcome(command);
    if (this.#habits.has('async')) this.#tellState();
    const isHeard = !this.#habits.takesAbout('loses-answer-to', name);
    // A command that arrived damaged has lost its sequence id, too.
    const id = command.isDamaged || this.#version.isOld ? undefined : sequenceId;
    if (isHeard) this.#voice.answer(answer, id, this.#habits.isAbout('cuts-answer-to', name));
    this.#tellChange();
  }

  #outcome({ name, args, isDamaged }: RapiCommand): string {
    if (isDamaged || this.#habits.has('refuses')) return 'NK';
    if (Object.hasOwn(RAPI_READS, name)) {
      const reply = RAPI_READS[name]?.(this.#evse, this.#version);
      return reply === undefined ? 'NK' : `OK ${reply}`;
    }
    const write = Object.hasOwn(RAPI_WRITES, name) ? RAPI_WRITES[name] : undefined;
    if (write === undefined) return 'NK';
    if (this.#habits.isAbout('ignores', name)) return 'OK';
    const { isOk, text } = write(this.#evse, args, this.#version);
    return `${isOk ? 'OK' : 'NK'}${text === undefined ? '' : ` ${text}`}`;
  }

  #start(bootMs: number): void {
    this.#isStarting = true;
    this.#waiting.length = 0;
    this.#evse.restart();
    this.#voice.print('OpenEVSE\n');
    this.#after(bootMs, () => {
      this.#isStarting = false;
      if (this.#habits.has('charging')) this.#evse.charge();
      if (!this.#version.isOld) {
        this.#voice.tell('AT 00 00 0 0200');
        this.#voice.tell(`AB 00 ${this.#version.firmware}`);
      }
      this.#tellState();
    });
  }

  /** Cars come, charge and go. */
  #live(stepMs: number, from: number): void {
    const acts = [() => this.#evse.plug(), () => this.#evse.charge(), () => this.#evse.unplug()];
    const step = from % acts.length;
    this.#after((SESSION_STEPS[step] ?? 1) * stepMs, () => {
      acts[step]?.();
      this.#tellChange();
      this.#live(stepMs, step + 1);
    });
  }

  #tellChange(): void {
    if (this.#evse.told === this.#told || this.#isStarting) return;
    this.#tellState();
  }

  #tellState(): void {
    if (this.#isStarting || this.#habits.has('silent')) return;
    this.#told = this.#evse.told;
    const { state, pilot, amps, liveFlags } = this.#evse;
    const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
    if (this.#version.isOld) this.#voice.tell(`ST ${state}`);
    else this.#voice.tell(`AT ${hex(state, 2)} ${hex(pilot, 2)} ${amps} ${hex(liveFlags, 4)}`);
  }

  /** What passes between the charger and its network module. */
  #overhear(): void {
    this.#voice.tell('GU');
    this.#voice.tell(`OK ${this.#evse.sessionWs} ${this.#evse.totalWh}`);
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms).unref();
    this.#timers.add(timer);
  }

  #every(ms: number, act: () => void): void {
    this.#timers.add(setInterval(act, ms).unref());
  }
}

function versionOf(habits: PracticeHabits<RapiHabit>): RapiVersion {
  if (habits.has('newer')) return { firmware: 'D9.0.0', protocol: '6.0.0', isOld: false, isNewer: true };
  if (habits.has('sum')) return { firmware: '3.9.0', protocol: '1.0.5', isOld: true, isNewer: false };
  if (habits.has('old')) return { firmware: '4.2.3', protocol: '2.0.3', isOld: true, isNewer: false };
  return { firmware: '8.2.3', protocol: '5.2.1', isOld: false, isNewer: false };
}
