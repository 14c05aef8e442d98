import type { ModbusAnswer } from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import type { ModbusRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';
import type { PracticeHabits } from '../practiceHabits.ts';
import type { ModbusHabit } from './modbusHabits.ts';

const VOLTS = 230;
const STATE = { A1: 2, A2: 3, C1: 6, C2: 7 } as const;
const ILLEGAL_FUNCTION: ModbusAnswer = { kind: 'exception', code: 1 };
const ILLEGAL_ADDRESS: ModbusAnswer = { kind: 'exception', code: 2 };
const ILLEGAL_VALUE: ModbusAnswer = { kind: 'exception', code: 3 };

/** What is set and forgotten with a restart, but for the hardware limits. Times in ms, currents in 0.1 A. */
const AT_START: ReadonlyMap<number, number> = new Map([
  [257, 15_000],
  [258, 4],
  [259, 1],
  [261, 160],
  [262, 60],
]);

/** The registers of a Heidelberg Energy Control (its Modbus register table): a wallbox with a car that charges at what it is allowed. */
export class EvseRegisters {
  readonly #habits: PracticeHabits<ModbusHabit>;
  readonly #now: () => number;
  #settings = new Map(AT_START);
  #heardAt: number;
  #countedAt: number;
  #sessionVah = 0;
  #totalVah = 1_234_567;

  constructor(habits: PracticeHabits<ModbusHabit>, now: () => number = () => performance.now()) {
    this.#habits = habits;
    this.#now = now;
    this.#heardAt = now();
    this.#countedAt = now();
  }

  restart(): void {
    this.#settings = new Map(AT_START);
    this.#sessionVah = 0;
  }

  answer(request: ModbusRequest): ModbusAnswer {
    this.#count();
    const isWrite = request.functionCode === 6 || request.functionCode === 16;
    if (isWrite && this.#habits.has('refuses-writes')) return ILLEGAL_FUNCTION;
    const answer = this.#execute(request);
    this.#heardAt = this.#now();
    return answer;
  }

  #execute(request: ModbusRequest): ModbusAnswer {
    switch (request.functionCode) {
      case 3:
        return registersFrom(request.address, request.count, (address) => this.#settings.get(address));
      case 4:
        return registersFrom(request.address, request.count, (address) => this.#measured(address));
      case 6:
        return this.#write(request.address, [request.value]);
      case 16:
        return this.#write(request.address, request.registers);
      default:
        return ILLEGAL_FUNCTION;
    }
  }

  #write(address: number, values: readonly number[]): ModbusAnswer {
    const all = values.map((value, index) => ({ address: address + index, value }));
    if (all.some(({ address }) => !this.#settings.has(address))) return ILLEGAL_ADDRESS;
    if (all.some(({ address, value }) => !isAllowed(address, value))) return ILLEGAL_VALUE;
    if (!this.#habits.has('ignores-writes'))
      for (const { address, value } of all) this.#settings.set(address, value);
    return { kind: 'done' };
  }

  /** What the car may draw in 0.1 A: the failsafe current while nobody has asked for longer than the watchdog waits. */
  #limit(): number {
    const watchdogMs = this.#settings.get(257) ?? 0;
    const isFailsafe = watchdogMs > 0 && this.#now() - this.#heardAt > watchdogMs;
    const limit = this.#settings.get(isFailsafe ? 262 : 261) ?? 0;
    return this.#settings.get(259) === 0 ? 0 : limit;
  }

  #current(): number {
    return this.#state() === STATE.C2 ? this.#limit() : 0;
  }

  #state(): number {
    const mayCharge = this.#limit() >= 60;
    if (this.#habits.has('no-car')) return mayCharge ? STATE.A2 : STATE.A1;
    return mayCharge ? STATE.C2 : STATE.C1;
  }

  /** Energy is counted when somebody looks. */
  #count(): void {
    const now = this.#now();
    const vah = (this.#powerVa() * (now - this.#countedAt)) / 3_600_000;
    this.#countedAt = now;
    this.#sessionVah += vah;
    this.#totalVah += vah;
  }

  #powerVa(): number {
    return Math.round((3 * VOLTS * this.#current()) / 10);
  }

  #measured(address: number): number | undefined {
    if (this.#habits.has('holes') && (address === 11 || address === 12)) return undefined;
    const values: Readonly<Record<number, number>> = {
      4: 0x0108,
      5: this.#state(),
      6: this.#current(),
      7: this.#current(),
      8: this.#current(),
      9: 314,
      10: VOLTS,
      11: VOLTS - 1,
      12: VOLTS + 1,
      13: 1,
      14: this.#powerVa(),
      15: Math.trunc(this.#sessionVah) >>> 16,
      16: Math.trunc(this.#sessionVah) & 0xffff,
      17: Math.trunc(this.#totalVah) >>> 16,
      18: Math.trunc(this.#totalVah) & 0xffff,
      100: 16,
      101: 6,
      200: 1,
      203: 107,
    };
    return values[address];
  }
}

function registersFrom(
  address: number,
  count: number,
  valueAt: (address: number) => number | undefined,
): ModbusAnswer {
  const registers: number[] = [];
  for (let at = address; at < address + count; at += 1) {
    const value = valueAt(at);
    if (value === undefined) return ILLEGAL_ADDRESS;
    registers.push(value);
  }
  return { kind: 'registers', registers };
}

function isAllowed(address: number, value: number): boolean {
  switch (address) {
    case 258:
      return value === 0 || value === 4;
    case 259:
      return value <= 1;
    case 261:
    case 262:
      return value === 0 || (value >= 60 && value <= 160);
    default:
      return true;
  }
}
