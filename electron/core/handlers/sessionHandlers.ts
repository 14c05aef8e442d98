import type { Handlers } from '../../../shared/contract/handlers.ts';
import { requireHere } from './requireHere.ts';
import type { Services } from './services.ts';

type SessionHandlers = Pick<
  Handlers,
  | 'session.begin'
  | 'session.describe'
  | 'session.delete'
  | 'session.merge'
  | 'session.recover'
  | 'session.limit'
  | 'trace.open'
>;

export function sessionHandlers({ sessionDesk, sessionChange, trace }: Services): SessionHandlers {
  return {
    'trace.open': ({ path }, { origin }) => {
      if (!sessionDesk.isListed(path)) requireHere(origin, path);
      const opened = sessionDesk.open(path);
      return opened === undefined ? {} : { trace: opened };
    },
    'session.begin': (wanted, { origin }) => {
      const { path } = wanted;
      if (path !== undefined && !sessionDesk.isListed(path)) requireHere(origin, path);
      return sessionChange.begin(wanted);
    },
    'session.describe': async ({ path, ...details }) => {
      await sessionDesk.describe(path, details);
      return {};
    },
    'session.delete': async ({ path, fileName }) => {
      await sessionDesk.delete(path, fileName);
      return {};
    },
    'session.merge': async ({ parts, fileName }, { signal }) => {
      const withOffsets = parts.map(({ path, offsetMs = 0 }) => ({ path, offsetMs }));
      const { path, records } = await sessionDesk.merge(withOffsets, fileName, signal);
      return { path, records };
    },
    'session.recover': ({ path }, { signal }) => sessionDesk.recover(path, signal),
    'session.limit': ({ maxBytes }) => {
      trace.limitTo(maxBytes);
      return {};
    },
  };
}
