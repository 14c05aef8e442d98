import {
  ASSUMED_VERSION,
  isJsonVersion,
  type SoapVersion,
  type Transport,
} from '../../../../shared/ocpp/version.ts';
import { backendAddress } from '../backendAddress.ts';
import type { StationBase } from '../stationBase.ts';
import { JsonLink } from './jsonLink.ts';
import { SoapLink } from './soap/soapLink.ts';
import type { StationLink, StationLinkEvents } from './stationLink.ts';

export interface LinkOptions {
  /** Central system without the station id; its scheme is fitted to the transport. */
  url: string;
  transport: Transport;
}

/** The link of a station over its transport. Nothing leaves before `open`. */
export function makeLink(
  { url, transport }: LinkOptions,
  station: Pick<StationBase, 'id' | 'version' | 'clock' | 'random' | 'settings'>,
  events: StationLinkEvents,
): StationLink {
  const { id, version, clock, random, settings } = station;
  const base = (): string => backendAddress(settings, version, url).replace(/\/+$/, '');
  const credentials = (): string | undefined => {
    const password = settings.text('password');
    return password === '' ? undefined : `${id}:${password}`;
  };
  if (transport === 'soap') {
    const soapVersion: SoapVersion = version === '1.5' ? '1.5' : '1.6';
    const address = `${base().replace(/^ws/, 'http')}/`;
    return new SoapLink(
      { version: soapVersion, stationId: id, url: address, clock, random, credentials },
      events,
    );
  }
  return new JsonLink(
    {
      version: isJsonVersion(version) ? version : ASSUMED_VERSION,
      address: () => `${base().replace(/^http/, 'ws')}/${encodeURIComponent(id)}`,
      clock,
      random,
      credentials,
    },
    events,
  );
}
