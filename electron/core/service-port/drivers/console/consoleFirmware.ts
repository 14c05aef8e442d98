import { ContractError } from '../../../../../shared/contract/failure.ts';
import { ownValue } from '../../../../../shared/ownValue.ts';
import type { Pattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { ProfileFirmware } from '../../../../../shared/service-port/profile/profileFirmware.ts';
import type { FirmwareValues, FirmwareWay } from '../chargerDriver.ts';
import { firmwareWay } from '../firmwareWay.ts';
import type { ConsoleSession } from './consoleSession.ts';

type Step = ProfileFirmware['before'][number];

/** The request of a receiver: `C` where it wants a CRC, NAK where a sum (XMODEM/YMODEM §7). */
const NAK = '\u0015';
const REQUEST = /^C+$/;
/** A device that has the command asks soon. */
const REQUEST_MS = 15_000;

/**
 * The way of firmware into a device with a command line: the steps before, the command that makes it wait for a file, and the steps after.
 * Fails with `conflict` and what to do where the device does not say what it should.
 */
export class ConsoleFirmware {
  readonly #session: ConsoleSession;
  readonly #firmware: ProfileFirmware;
  readonly #filled: (text: string) => string;
  #mark = 0;

  constructor(session: ConsoleSession, firmware: ProfileFirmware, filled: (text: string) => string) {
    this.#session = session;
    this.#firmware = firmware;
    this.#filled = filled;
  }

  way(): FirmwareWay {
    return firmwareWay(this.#firmware, (values) => this.#typed(values));
  }

  /** Resolves when the device waits for the first block, or for the first word of its boot loader’s protocol. */
  async before(signal: AbortSignal, given?: FirmwareValues): Promise<void> {
    const { before, start, waitFor, method } = this.#firmware;
    const values = this.#parameters(given);
    const done = await this.#stepsDone(before, signal);
    for (const step of before.slice(done)) await this.#step(step, values, signal);
    if (start !== undefined) await this.#sendCommand(this.#filled(parametersIn(start, values)));
    if (!/^[xy]modem/.test(method)) return;
    const pattern = waitFor === undefined ? undefined : this.#session.rules.pattern(waitFor);
    const isThere = await this.#until(REQUEST_MS, signal, () => this.#asks() && fits(pattern, this.#seen));
    if (!isThere) throw stuck(`The device does not ask for the file.${this.#said()}`);
    this.#mark = this.#session.line.received;
    this.#session.line.isMuted = true;
  }

  /** The steps behind the transfer; then it waits until the device stands at a prompt again. */
  async after(signal: AbortSignal, given?: FirmwareValues): Promise<void> {
    this.#session.line.isMuted = false;
    this.#session.line.clear();
    const { after, restartMs } = this.#firmware;
    const values = this.#parameters(given);
    for (const step of after) await this.#step(step, values, signal);
    this.#session.forgetPlace();
    if (after.some(({ send }) => send !== undefined)) this.#session.started();
    const deadline = performance.now() + restartMs;
    while (performance.now() < deadline) {
      const place = await this.#session.place(signal);
      if (place.kind === 'prompt') return;
    }
  }

  /** How many of the steps before are not needed: what the last of them waits for stands there already, be it a countdown or a prompt. */
  async #stepsDone(steps: readonly Step[], signal: AbortSignal): Promise<number> {
    const doneAt = (line: string): number =>
      1 +
      steps.findLastIndex(
        ({ expect }) => expect !== undefined && this.#session.rules.pattern(expect).find(line) !== undefined,
      );
    const ready = await this.#session.ready(signal, (line) => doneAt(line) > 0);
    if ('trouble' in ready) throw stuck(ready.trouble);
    return ready.prompt === undefined ? 0 : doneAt(ready.prompt.text);
  }

  async #step(step: Step, values: FirmwareValues, signal: AbortSignal): Promise<void> {
    if (step.send !== undefined) await this.#send(this.#filled(parametersIn(step.send, values)));
    if (step.expect !== undefined) {
      const pattern = this.#session.rules.pattern(step.expect);
      const isThere = await this.#until(step.withinMs, signal, () => fits(pattern, this.#seen));
      const otherwise = step.otherwise ?? `The device did not print what was expected (${step.expect}).`;
      if (!isThere) throw stuck(`${otherwise}${this.#said()}`);
    }
    if (step.baud !== undefined) await this.#session.line.port.setLine({ baud: step.baud });
  }

  /** A text with a line end of its own, or a single key, goes as it is; anything else is a command. */
  async #send(text: string): Promise<void> {
    if (text.length <= 1 || /[\r\n]$/.test(text)) {
      this.#mark = this.#session.line.received;
      await this.#session.line.send(text);
    } else {
      await this.#sendCommand(text);
    }
  }

  async #sendCommand(text: string): Promise<void> {
    this.#mark = this.#session.line.received;
    await this.#session.line.sendLine(text, { meaning: { action: 'firmware', meaning: text } });
  }

  #asks(): boolean {
    return this.#seen.endsWith(NAK) || REQUEST.test(this.#session.line.partial.trim());
  }

  async #until(ms: number, signal: AbortSignal, isThere: () => boolean): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (!isThere()) {
      const left = deadline - performance.now();
      if (left <= 0) return false;
      await this.#session.line.next(left, signal);
    }
    return true;
  }

  /** What came since the latest thing that was sent, or since the transfer began. */
  get #seen(): string {
    return this.#session.line.since(this.#mark);
  }

  #said(): string {
    const line = this.#seen.split(/[\r\n]+/).findLast((text) => text.trim() !== '');
    return line === undefined ? ' Nothing came.' : ` It says: “${line.trim().slice(-120)}”.`;
  }

  #typed(given: FirmwareValues): string[] {
    const { before, start, after } = this.#firmware;
    const sends = [...before.map(({ send }) => send), start, ...after.map(({ send }) => send)];
    const values = { ...defaultsOf(this.#firmware), ...given };
    return sends.flatMap((send) => (send === undefined ? [] : [this.#filled(parametersIn(send, values))]));
  }

  #parameters(given: FirmwareValues = {}): FirmwareValues {
    const values = { ...defaultsOf(this.#firmware), ...given };
    const missing = this.#firmware.parameters.find(({ name }) => values[name] === undefined);
    if (missing === undefined) return values;
    throw new ContractError(
      'conflict',
      `The profile needs a value for “${missing.title ?? missing.name}” and names none.`,
      { hint: `Give it as the parameter ${missing.name}.` },
    );
  }
}

function defaultsOf({ parameters }: ProfileFirmware): FirmwareValues {
  return Object.fromEntries(
    parameters.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
}

/** `${name}` of a parameter; what is no parameter is a variable of the device. */
function parametersIn(text: string, values: FirmwareValues): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (found, name: string) => ownValue(values, name) ?? found);
}

function fits(pattern: Pattern | undefined, text: string): boolean {
  return pattern === undefined || pattern.find(text) !== undefined;
}

function stuck(sentence: string): ContractError {
  return new ContractError('conflict', sentence, {
    hint: 'Look at the console: it shows where the device stands.',
  });
}
