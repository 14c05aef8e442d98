import { ContractError } from '../../../shared/contract/failure.ts';
import type { Contents } from './contents.ts';

/** Looks at files of this computer without a running core: no session, no fetches, no imports of its own. */
export async function openContents(): Promise<Contents> {
  const [{ Contents: Made }, { Downloads }] = await Promise.all([
    import('./contents.ts'),
    import('../downloads/downloads.ts'),
  ]);
  const notHere = (): never => {
    throw new ContractError('unavailable', 'This needs a running Kerbside.', {
      hint: 'Start one with `kerbside serve`.',
    });
  };
  return new Made({
    fetchedFile: notHere,
    session: undefined,
    downloads: new Downloads(),
    imports: { start: notHere, onChange: () => notHere },
  });
}
