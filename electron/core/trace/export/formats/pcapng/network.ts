import { Addresses } from './addresses.ts';
import { TcpConnection, type Wire } from './tcpConnection.ts';

/** Makes the connections of a capture. */
export class Network {
  readonly #addresses = new Addresses();
  readonly #wire: Wire;
  #connections = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Keeps the address of a station for connections to come. */
  met(stationId: string, remoteAddress: string): void {
    this.#addresses.station(stationId, remoteAddress);
  }

  /** A connection that `caller` opens. It is not on the wire before its `open`. */
  connect(
    caller: 'station' | 'central',
    stationId: string,
    remoteAddress?: string,
  ): { connection: TcpConnection; number: number } {
    this.#connections += 1;
    const number = this.#connections;
    const address = this.#addresses.station(stationId, remoteAddress);
    const station = this.#addresses.stationEnd(address, caller === 'central');
    const central = this.#addresses.centralEnd(address, caller === 'station');
    const [client, server] = caller === 'station' ? [station, central] : [central, station];
    return { connection: new TcpConnection(client, server, number, this.#wire), number };
  }
}
