import type { Connector } from '../model/connector.ts';
import type { Registration } from './registration.ts';
import type { StationBase } from './stationBase.ts';

/** StatusNotification, when something changed and when asked. */
export class Announcements {
  readonly #station: StationBase;
  readonly #registration: Registration;

  constructor(station: StationBase, registration: Registration) {
    this.#station = station;
    this.#registration = registration;
  }

  /** Reports a connector whose status changed. Offline changes are made good by `statusOfAll` on reconnect. */
  refresh(connector: Connector): void {
    const { dialect } = this.#station;
    const status = dialect.status(connector);
    if (status !== connector.reportedStatus) {
      connector.reportedStatus = status;
      if (this.#registration.status === 'Accepted') dialect.sendStatus(connector, false);
    }
    this.#station.changed();
  }

  refreshAll(): void {
    for (const connector of this.#station.connectors) this.refresh(connector);
  }

  statusOf(connector: Connector | undefined, isTriggered: boolean): void {
    const { dialect } = this.#station;
    if (connector !== undefined) connector.reportedStatus = dialect.status(connector);
    dialect.sendStatus(connector, isTriggered);
  }

  statusOfAll(isTriggered: boolean): void {
    this.statusOf(undefined, isTriggered);
    for (const connector of this.#station.connectors) this.statusOf(connector, isTriggered);
  }
}
