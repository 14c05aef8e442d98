import { z } from 'zod';
import { COMMAND_METHODS } from './methods/commandMethods.ts';
import { none } from './methods/params.ts';
import { PASSWORD_METHODS } from './methods/passwordMethods.ts';
import { PRACTICE_METHODS } from './methods/practiceMethods.ts';
import { QUIRK_METHODS } from './methods/quirkMethods.ts';
import { STATION_METHODS } from './methods/stationMethods.ts';
import { TRACE_METHODS } from './methods/traceMethods.ts';

/**
 * Every method of the contract: name -> params and result. Names are `noun.verb`.
 * Payloads travel as JSON *text*, so that 64-bit integers keep their digits and invalid JSON can be sent on purpose.
 */
export const METHODS = {
  'app.info': {
    params: none,
    result: z.object({ name: z.string(), version: z.string(), protocol: z.number().int() }),
  },

  ...STATION_METHODS,
  ...PASSWORD_METHODS,
  ...COMMAND_METHODS,
  ...TRACE_METHODS,
  ...PRACTICE_METHODS,
  ...QUIRK_METHODS,
} as const;

export type Methods = typeof METHODS;
export type MethodName = keyof Methods;
/** What a caller passes. */
export type Params<M extends MethodName> = z.input<Methods[M]['params']>;
/** What a handler receives, checked. */
export type CheckedParams<M extends MethodName> = z.output<Methods[M]['params']>;
export type Result<M extends MethodName> = z.output<Methods[M]['result']>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
