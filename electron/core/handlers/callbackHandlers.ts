import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type CallbackHandlers = Pick<Handlers, 'callback.get' | 'callback.set' | 'callback.agree'>;

export function callbackHandlers({ central }: Services): CallbackHandlers {
  return {
    'callback.get': ({ stationId }) => central.callbacks.state(stationId),
    'callback.set': ({ stationId, url }) => central.callbacks.set(stationId, url ?? undefined),
    'callback.agree': ({ stationId, url }) => central.callbacks.agree(stationId, url),
  };
}
