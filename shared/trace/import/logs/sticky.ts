import type { OcppVersion } from '../../../ocpp/version.ts';
import { keyedStation } from './prefix/station.ts';
import { versionIn } from './prefix/version.ts';

/** Longer lines hold something else than the news of a connection. */
const MAX_LINE_CHARS = 2000;

/**
 * What a file says once for many lines: the station in the address of its connection, the version in the agreed
 * subprotocol. It holds as long as the file names only one.
 */
export class Sticky {
  readonly #stations = new Set<string>();
  readonly #versions = new Set<OcppVersion>();

  learn(line: string): void {
    if (line.length > MAX_LINE_CHARS || !isWorthALook(line)) return;
    const stationId = keyedStation(line);
    if (stationId !== undefined) this.station(stationId);
    const version = versionIn(line);
    if (version !== undefined) this.#versions.add(version);
  }

  station(id: string): void {
    if (this.#stations.size < 2) this.#stations.add(id);
  }

  get stationId(): string | undefined {
    const [only] = this.#stations;
    return this.#stations.size === 1 ? only : undefined;
  }

  get version(): OcppVersion | undefined {
    const [only] = this.#versions;
    return this.#versions.size === 1 ? only : undefined;
  }
}

function isWorthALook(line: string): boolean {
  return (
    line.includes('ocpp') ||
    line.includes('OCPP') ||
    line.includes('ws://') ||
    line.includes('wss://') ||
    line.includes('harge') ||
    line.includes('cpId') ||
    line.includes('GET /')
  );
}
