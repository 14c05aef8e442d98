import type { FilterError, Place } from './filterNode.ts';

/** What is wrong with a query, on its way out of the parser, which catches it: nobody else ever sees it thrown. */
export class FilterProblem extends Error {
  override readonly name = 'FilterProblem';
  readonly place: Place;

  constructor(message: string, { from, to }: Place) {
    super(message);
    this.place = { from, to };
  }

  get error(): FilterError {
    return { message: this.message, ...this.place };
  }
}
