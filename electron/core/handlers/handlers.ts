import { PROTOCOL } from '../../../shared/contract/limits.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import { backendHandlers } from './backendHandlers.ts';
import { callbackHandlers } from './callbackHandlers.ts';
import { contentHandlers } from './contentHandlers.ts';
import { configurationHandlers } from './configurationHandlers.ts';
import { downloadHandlers } from './downloadHandlers.ts';
import { exportHandlers } from './exportHandlers.ts';
import { fileHandlers } from './fileHandlers.ts';
import { firmwareHandlers } from './firmwareHandlers.ts';
import { firmwareLibraryHandlers } from './firmwareLibraryHandlers.ts';
import { makerPackHandlers } from './makerPackHandlers.ts';
import { monitorHandlers } from './monitorHandlers.ts';
import { noteHandlers } from './noteHandlers.ts';
import { importHandlers } from './importHandlers.ts';
import { policyHandlers } from './policyHandlers.ts';
import { passwordHandlers } from './passwordHandlers.ts';
import { portHandlers } from './portHandlers.ts';
import { portLoginHandlers } from './portLoginHandlers.ts';
import { practiceHandlers } from './practiceHandlers.ts';
import { reportHandlers } from './reportHandlers.ts';
import { quirkHandlers } from './quirkHandlers.ts';
import { recordHandlers } from './recordHandlers.ts';
import { schemaHandlers } from './schemaHandlers.ts';
import { sessionHandlers } from './sessionHandlers.ts';
import type { Services } from './services.ts';
import { stickHandlers } from './stickHandlers.ts';
import { stationHandlers } from './stationHandlers.ts';
import { templateHandlers } from './templateHandlers.ts';
import { traceHandlers } from './traceHandlers.ts';

/** Every method of the contract, as a call of a service. */
export function createHandlers(services: Services): Handlers {
  return {
    'app.info': () => ({ name: 'Kerbside', version: services.version, protocol: PROTOCOL }),
    ...stationHandlers(services),
    ...callbackHandlers(services),
    ...passwordHandlers(services),
    ...schemaHandlers(services),
    ...reportHandlers(services),
    ...monitorHandlers(services),
    ...backendHandlers(services),
    ...traceHandlers(services),
    ...sessionHandlers(services),
    ...exportHandlers(services),
    ...policyHandlers(services),
    ...recordHandlers(services),
    ...noteHandlers(services),
    ...practiceHandlers(services),
    ...quirkHandlers(services),
    ...configurationHandlers(services),
    ...makerPackHandlers(services),
    ...templateHandlers(services),
    ...importHandlers(services),
    ...fileHandlers(services),
    ...firmwareHandlers(services),
    ...firmwareLibraryHandlers(services),
    ...contentHandlers(services),
    ...portHandlers(services),
    ...stickHandlers(services),
    ...downloadHandlers(services),
    ...portLoginHandlers(services),
  };
}
