import { Readable } from 'node:stream';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type QuirkHandlers = Pick<
  Handlers,
  | 'quirks.get'
  | 'quirks.set'
  | 'quirks.change'
  | 'quirks.import'
  | 'quirks.export'
  | 'quirks.accept'
  | 'quirks.dismiss'
>;

export function quirkHandlers({ profiles, downloads }: Services): QuirkHandlers {
  return {
    'quirks.get': ({ stationId }) => profiles.state(stationId),
    'quirks.set': ({ stationId, profile }) => profiles.set(stationId, profile),
    'quirks.change': ({ stationId, change }) => profiles.change(stationId, change),
    'quirks.import': ({ stationId, text }) => profiles.import(stationId, text),
    'quirks.export': ({ stationId }) => {
      const { text, fileName } = profiles.export(stationId);
      const contentType = 'application/json';
      const ticket = downloads.offer({ fileName, contentType, open: () => Readable.from([text]) });
      return { text, fileName, ticket };
    },
    'quirks.accept': ({ stationId, findingId }) => profiles.accept(stationId, findingId),
    'quirks.dismiss': ({ stationId, findingId }) => profiles.dismiss(stationId, findingId),
  };
}
