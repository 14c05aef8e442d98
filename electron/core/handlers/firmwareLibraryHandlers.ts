import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { FIRMWARE_LIBRARY_METHODS } from '../../../shared/contract/methods/firmwareLibraryMethods.ts';
import { requireHere } from './requireHere.ts';
import type { Services } from './services.ts';

type FirmwareLibraryHandlers = Pick<Handlers, keyof typeof FIRMWARE_LIBRARY_METHODS>;

export function firmwareLibraryHandlers({ firmwareFiles, imports }: Services): FirmwareLibraryHandlers {
  return {
    'firmwareFiles.list': () => firmwareFiles.refresh(),
    'firmwareFiles.add': async ({ source, ...wish }, { signal, origin }) => {
      if ('path' in source) {
        requireHere(origin, source.path);
        return firmwareFiles.add({ ...wish, path: source.path }, signal);
      }
      const path = imports.pathOf(source);
      const added = await firmwareFiles.add({ ...wish, path, isSent: true }, signal);
      imports.discard(source);
      return added;
    },
    'firmwareFiles.change': ({ id, ...facts }) => firmwareFiles.change(id, facts),
    'firmwareFiles.remove': async ({ id }) => {
      await firmwareFiles.remove(id);
      return {};
    },
    'firmwareFiles.check': ({ id }) => firmwareFiles.check(id),
    'firmwareFiles.releaseNotes': ({ id }) => ({ text: firmwareFiles.releaseNotes(id) }),
  };
}
