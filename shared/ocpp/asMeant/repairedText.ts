import type { Repair } from './repair.ts';

export interface RepairedText {
  /** JSON, in which everything that was readable is as it was written. */
  text: string;
  repairs: readonly Repair[];
  /** Nothing of the content had to be guessed: it may be used, not only looked at. */
  isCertain: boolean;
}
