import type { Connector } from '../model/connector.ts';
import type { Station } from './station.ts';

/** StatusNotification, when something changed and when asked. */
export class Announcements {
  readonly #station: Station;

  constructor(station: Station) {
    this.#station = station;
  }

  /** Reports a connector whose status changed. Offline changes are made good by `statusOfAll` on reconnect. */
  refresh(connector: Connector): void {
    const station = this.#station;
    const status = station.dialect.status(connector);
    if (status !== connector.reportedStatus) {
      connector.reportedStatus = status;
      if (station.registration.status === 'Accepted') station.dialect.sendStatus(station, connector, false);
    }
    station.options.onChange();
  }

  refreshAll(): void {
    for (const connector of this.#station.connectors) this.refresh(connector);
  }

  statusOf(connector: Connector | undefined, isTriggered: boolean): void {
    const station = this.#station;
    if (connector !== undefined) connector.reportedStatus = station.dialect.status(connector);
    station.dialect.sendStatus(station, connector, isTriggered);
  }

  statusOfAll(isTriggered: boolean): void {
    this.statusOf(undefined, isTriggered);
    for (const connector of this.#station.connectors) this.statusOf(connector, isTriggered);
  }
}
