import { mainScheme, sortAddresses, stationUrl } from './addressForms.ts';
import { useTopic } from './useAppState.ts';

/** The addresses of this Kerbside as a charger keeps them, without its id: the best one first. */
export function useOwnUrls(): string[] {
  const listening = useTopic('listening');
  if (listening === undefined) return [];
  return sortAddresses(listening.addresses).map(({ address }) =>
    stationUrl(address, listening.port, '', mainScheme(listening)),
  );
}
