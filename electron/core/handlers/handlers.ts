import { PROTOCOL } from '../../../shared/contract/limits.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import { passwordHandlers } from './passwordHandlers.ts';
import { practiceHandlers } from './practiceHandlers.ts';
import { quirkHandlers } from './quirkHandlers.ts';
import { schemaHandlers } from './schemaHandlers.ts';
import type { Services } from './services.ts';
import { stationHandlers } from './stationHandlers.ts';
import { traceHandlers } from './traceHandlers.ts';

/** Every method of the contract, as a call of a service. */
export function createHandlers(services: Services): Handlers {
  return {
    'app.info': () => ({ name: 'Kerbside', version: services.version, protocol: PROTOCOL }),
    ...stationHandlers(services),
    ...passwordHandlers(services),
    ...schemaHandlers(services),
    ...traceHandlers(services),
    ...practiceHandlers(services),
    ...quirkHandlers(services),
  };
}
