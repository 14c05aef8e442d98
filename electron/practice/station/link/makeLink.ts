import { ASSUMED_VERSION, isJsonVersion, type Transport } from '../../../../shared/ocpp/version.ts';
import type { StationBase } from '../stationBase.ts';
import { JsonLink } from './jsonLink.ts';
import type { StationLink, StationLinkEvents } from './stationLink.ts';

export interface LinkOptions {
  /** Central system without the station id. */
  url: string;
  transport: Transport;
}

/** The link of a station over its transport. Nothing leaves before `open`. */
export function makeLink(
  { url }: LinkOptions,
  station: Pick<StationBase, 'id' | 'version' | 'clock' | 'random' | 'settings'>,
  events: StationLinkEvents,
): StationLink {
  const { id, version, clock, random, settings } = station;
  const base = url.replace(/\/+$/, '');
  const credentials = (): string | undefined => {
    const password = settings.text('password');
    return password === '' ? undefined : `${id}:${password}`;
  };
  return new JsonLink(
    {
      version: isJsonVersion(version) ? version : ASSUMED_VERSION,
      address: `${base.replace(/^http/, 'ws')}/${encodeURIComponent(id)}`,
      clock,
      random,
      credentials,
    },
    events,
  );
}
