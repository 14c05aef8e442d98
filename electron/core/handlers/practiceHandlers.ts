import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type PracticeHandlers = Pick<Handlers, 'practice.start' | 'practice.stop' | 'practice.act'>;

export function practiceHandlers({ practice }: Services): PracticeHandlers {
  return {
    'practice.start': (options) => practice.start(options),
    'practice.stop': async ({ stationId }) => {
      await practice.stop(stationId);
      return {};
    },
    'practice.act': async ({ stationId, act, connectorId }) => {
      await practice.act(stationId, act, connectorId);
      return {};
    },
  };
}
