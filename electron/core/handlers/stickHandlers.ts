import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { STICK_METHODS } from '../../../shared/contract/methods/stickMethods.ts';
import { requireHere } from './requireHere.ts';
import type { Services } from './services.ts';

type StickHandlers = Pick<Handlers, keyof typeof STICK_METHODS>;

/** A stick is plugged into the computer of the core: only who sits there may name what is on its disks. */
export function stickHandlers({ sticks }: Services): StickHandlers {
  return {
    'stick.found': async (_none, { origin }) => ({ folders: origin === 'here' ? await sticks.found() : [] }),
    'stick.plan': (wish, { origin }) => {
      for (const path of [wish.folder, wish.source ?? wish.folder]) requireHere(origin, path);
      return sticks.plan(wish);
    },
    'stick.write': ({ password, ...wish }, { origin, signal }) => {
      for (const path of [wish.folder, wish.source ?? wish.folder]) requireHere(origin, path);
      return sticks.write(wish, password, signal);
    },
    'stick.read': ({ folder }, { origin }) => {
      requireHere(origin, folder);
      return sticks.read(folder);
    },
    'stick.take': ({ folder, into }, { origin, signal }) => {
      requireHere(origin, folder);
      return sticks.take(folder, into, signal);
    },
    'stick.removePassword': async ({ folder }, { origin }) => {
      requireHere(origin, folder);
      await sticks.removePassword(folder);
      return {};
    },
  };
}
