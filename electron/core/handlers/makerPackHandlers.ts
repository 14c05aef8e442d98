import { ContractError } from '../../../shared/contract/failure.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { MAKER_PACK_METHODS } from '../../../shared/contract/methods/makerPackMethods.ts';
import type { Services } from './services.ts';

type MakerPackHandlers = Pick<Handlers, keyof typeof MAKER_PACK_METHODS>;

export function makerPackHandlers({ packs }: Services): MakerPackHandlers {
  return {
    'makerPacks.list': () => packs.refresh(),
    'makerPacks.reload': () => packs.reload(),
    'makerPacks.read': ({ ids }) => packs.read(ids),
    'makerPacks.locate': async (_params, { origin }) => {
      if (origin === 'here') return { path: await packs.locate() };
      throw new ContractError(
        'permission',
        'Where the folder of packs is, is told only on the computer that Kerbside runs on.',
        { hint: 'Put the file there on that computer: it is maker-packs in Kerbside’s own folder.' },
      );
    },
  };
}
