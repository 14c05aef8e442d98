import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type PasswordHandlers = Pick<Handlers, 'station.setPassword' | 'station.clearPassword'>;

export function passwordHandlers({ passwords }: Services): PasswordHandlers {
  return {
    'station.setPassword': async ({ stationId, password }) => {
      await passwords.set(stationId, password);
      return {};
    },
    'station.clearPassword': async ({ stationId }) => {
      await passwords.clear(stationId);
      return {};
    },
  };
}
