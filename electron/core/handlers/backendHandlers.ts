import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { BACKEND_METHODS } from '../../../shared/contract/methods/backendMethods.ts';
import type { Services } from './services.ts';

type BackendHandlers = Pick<Handlers, keyof typeof BACKEND_METHODS>;

export function backendHandlers({ backends }: Services): BackendHandlers {
  return {
    'backend.read': ({ stationId, isLatest, timeoutMs }, { signal }) =>
      isLatest === true ? backends.latest(stationId) : backends.read(stationId, { timeoutMs, signal }),
    'backend.setProfile': ({ stationId, profile, timeoutMs }, { signal }) =>
      backends.setProfile(stationId, profile, { timeoutMs, signal }),
    'backends.left': () => backends.left(),
  };
}
