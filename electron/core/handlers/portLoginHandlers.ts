import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

export function portLoginHandlers({ ports }: Services): Pick<Handlers, 'port.login'> {
  return {
    'port.login': ({ path, ...credentials }, { signal }) => ports.logIn(path, credentials, signal),
  };
}
