import type { Handlers } from '../../../shared/contract/handlers.ts';
import { requireHere } from './requireHere.ts';
import type { Services } from './services.ts';

type ImportHandlers = Pick<Handlers, 'import.preview' | 'import.start' | 'import.cancel' | 'import.discard'>;

export function importHandlers({ imports }: Services): ImportHandlers {
  return {
    'import.preview': ({ source, options }, { signal, origin }) => {
      if ('path' in source) requireHere(origin, source.path);
      return imports.preview(source, options, signal);
    },
    'import.start': ({ source, options }, { origin }) => {
      if ('path' in source) requireHere(origin, source.path);
      return imports.start(source, options);
    },
    'import.cancel': async ({ id }) => {
      await imports.cancel(id);
      return {};
    },
    'import.discard': ({ source }) => {
      imports.discard(source);
      return {};
    },
  };
}
