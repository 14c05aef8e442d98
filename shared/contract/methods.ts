import { z } from 'zod';
import { BACKEND_METHODS } from './methods/backendMethods.ts';
import { CALLBACK_METHODS } from './methods/callbackMethods.ts';
import { COMMAND_METHODS } from './methods/commandMethods.ts';
import { CONFIGURATION_METHODS } from './methods/configurationMethods.ts';
import { CONTENT_METHODS } from './methods/contentMethods.ts';
import { DOWNLOAD_METHODS } from './methods/downloadMethods.ts';
import { EXPORT_METHODS } from './methods/exportMethods.ts';
import { FILE_METHODS } from './methods/fileMethods.ts';
import { FIRMWARE_METHODS } from './methods/firmwareMethods.ts';
import { FIRMWARE_LIBRARY_METHODS } from './methods/firmwareLibraryMethods.ts';
import { IMPORT_METHODS } from './methods/importMethods.ts';
import { MONITOR_METHODS } from './methods/monitorMethods.ts';
import { MAKER_PACK_METHODS } from './methods/makerPackMethods.ts';
import { none } from './methods/params.ts';
import { NOTE_METHODS } from './methods/noteMethods.ts';
import { POLICY_METHODS } from './methods/policyMethods.ts';
import { PASSWORD_METHODS } from './methods/passwordMethods.ts';
import { PORT_LOGIN_METHODS } from './methods/portLoginMethods.ts';
import { PORT_METHODS } from './methods/portMethods.ts';
import { PRACTICE_METHODS } from './methods/practiceMethods.ts';
import { REPORT_METHODS } from './methods/reportMethods.ts';
import { QUIRK_METHODS } from './methods/quirkMethods.ts';
import { RECORD_METHODS } from './methods/recordMethods.ts';
import { SESSION_METHODS } from './methods/sessionMethods.ts';
import { STICK_METHODS } from './methods/stickMethods.ts';
import { STATION_METHODS } from './methods/stationMethods.ts';
import { TEMPLATE_METHODS } from './methods/templateMethods.ts';
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
  ...REPORT_METHODS,
  ...MONITOR_METHODS,
  ...CALLBACK_METHODS,
  ...POLICY_METHODS,
  ...TRACE_METHODS,
  ...SESSION_METHODS,
  ...EXPORT_METHODS,
  ...RECORD_METHODS,
  ...NOTE_METHODS,
  ...PRACTICE_METHODS,
  ...QUIRK_METHODS,
  ...CONFIGURATION_METHODS,
  ...MAKER_PACK_METHODS,
  ...BACKEND_METHODS,
  ...TEMPLATE_METHODS,
  ...IMPORT_METHODS,
  ...FILE_METHODS,
  ...FIRMWARE_LIBRARY_METHODS,
  ...FIRMWARE_METHODS,
  ...CONTENT_METHODS,
  ...PORT_LOGIN_METHODS,
  ...PORT_METHODS,
  ...STICK_METHODS,
  ...DOWNLOAD_METHODS,
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
