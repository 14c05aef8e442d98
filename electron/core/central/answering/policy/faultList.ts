import type { AnswerFault, NewFault } from '../../../../../shared/station/answerFault.ts';

/** More would be nobody's intention, and each call looks through them. */
export const FAULTS_LIMIT = 100;

/** The faults that are set for one station, or for all. They count down, and are gone when they are used up. */
export class FaultList {
  #faults: readonly AnswerFault[] = [];

  get all(): readonly AnswerFault[] {
    return this.#faults;
  }

  add(id: number, { action, delayMs, answer, next }: NewFault): AnswerFault {
    const fault: AnswerFault = {
      id,
      done: 0,
      ...(action === undefined ? {} : { action }),
      ...(delayMs === undefined ? {} : { delayMs }),
      ...(answer === undefined ? {} : { answer }),
      ...(next === undefined ? {} : { next }),
    };
    this.#faults = [...this.#faults, fault];
    return fault;
  }

  /** The fault that the next message of an action meets, counted down by this one. */
  take(action: string): AnswerFault | undefined {
    if (this.#faults.length === 0) return undefined;
    const index = this.#faults.findIndex((fault) => fault.action === undefined || fault.action === action);
    const fault = this.#faults[index];
    if (fault === undefined) return undefined;
    const { next } = fault;
    const taken = { ...fault, done: fault.done + 1, ...(next === undefined ? {} : { next: next - 1 }) };
    this.#faults =
      taken.next === 0 ? this.#faults.filter(({ id }) => id !== fault.id) : this.#faults.with(index, taken);
    return taken;
  }

  /** How many were cleared. */
  clear(id: number | undefined): number {
    const before = this.#faults.length;
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
    return before - this.#faults.length;
  }
}
