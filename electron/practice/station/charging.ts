import type { ChargingProfile } from '../model/chargingProfile.ts';
import type { Authorization, Connector, IdToken } from '../model/connector.ts';
import type { StopReason, Transaction } from '../model/transaction.ts';
import type { TriggerReason } from './dialect.ts';
import type { Station } from './station.ts';

export interface RemoteStart {
  token: IdToken;
  remoteStartId?: number | undefined;
  profile?: ChargingProfile | undefined;
}

/** Charging from plug to unplug: who may, when it begins and when it ends. */
export class Charging {
  /** A maker's setting that works from the next start on. */
  stationMaxCurrentA = 32;
  readonly #station: Station;
  readonly #whenIdle: (() => void)[] = [];

  constructor(station: Station) {
    this.#station = station;
  }

  get isIdle(): boolean {
    return this.#station.connectors.every((connector) => connector.transaction === undefined);
  }

  /** Runs when no transaction is running any more; at once where none is. */
  whenIdle(run: () => void): void {
    if (this.isIdle) run();
    else this.#whenIdle.push(run);
  }

  plug(connector: Connector): void {
    connector.plug(this.#station.random);
    connector.isFinishing = false;
    this.#station.announcements.refresh(connector);
    const { authorization } = connector;
    if (authorization === undefined || !this.#canStart(connector)) return;
    this.#begin(connector, authorization, authorization.isRemote ? 'RemoteStart' : 'CablePluggedIn');
  }

  unplug(connector: Connector): void {
    if (connector.transaction === undefined || this.#station.settings.isOn('stopsOnEvDisconnect')) {
      this.end(connector, 'EVDisconnected');
    }
    connector.car = undefined;
    connector.isFinishing = false;
    this.#station.announcements.refresh(connector);
  }

  /** A tag at the reader: the one that started the transaction ends it. */
  async present(connector: Connector, token: IdToken): Promise<void> {
    if (connector.transaction?.token.idToken === token.idToken) {
      this.end(connector, 'Local', token);
      return;
    }
    const isAccepted = await this.#station.tags.isAccepted(token);
    if (!isAccepted || this.#station.isStopped) return;
    this.#grant(connector, { token }, false);
  }

  /** Whether a remote start can be accepted here (OCPP 1.6 §5.11). */
  canStartRemotely(connector: Connector, token: IdToken): boolean {
    return (
      this.#canStart(connector) && connector.authorization === undefined && isReservedFor(connector, token)
    );
  }

  async startRemotely(connector: Connector, start: RemoteStart): Promise<void> {
    const { settings, tags } = this.#station;
    if (settings.isOn('authorizesRemoteStart') && !(await tags.isAccepted(start.token))) return;
    this.#grant(connector, start, true);
  }

  end(connector: Connector, reason: StopReason, tag?: IdToken): void {
    const { transaction } = connector;
    if (transaction === undefined) return;
    const station = this.#station;
    transaction.samples.push(station.metering.sample(connector, 'Transaction.End', 'endedMeasurands'));
    station.metering.stop(connector, transaction);
    connector.transaction = undefined;
    connector.isFinishing = connector.isPlugged;
    station.profiles.endTransaction(connector.id);
    station.dialect.transactionEnded(station, connector, transaction, reason, tag);
    if (connector.isOutagePending) {
      connector.isOutagePending = false;
      connector.isOperative = false;
    }
    station.announcements.refresh(connector);
    if (this.isIdle) for (const run of this.#whenIdle.splice(0)) run();
  }

  endAll(reason: StopReason): void {
    for (const connector of this.#station.connectors) this.end(connector, reason);
  }

  setFault(connector: Connector, isFaulted: boolean): void {
    connector.isFaulted = isFaulted;
    if (isFaulted) {
      this.end(connector, 'Faulted');
      withdraw(connector);
    }
    this.#station.announcements.refresh(connector);
    this.#station.dialect.fault(this.#station, connector);
  }

  /** A restart forgets who had waited, and takes over the settings that wait for one. */
  onReboot(): void {
    this.#whenIdle.length = 0;
    this.endAll('Reboot');
    for (const connector of this.#station.connectors) {
      withdraw(connector);
      connector.isFinishing = false;
    }
    this.stationMaxCurrentA = Number(this.#station.settings.configuration.value('Kerbside.MaxCurrent'));
  }

  #canStart(connector: Connector): boolean {
    return connector.transaction === undefined && connector.isOperative && !connector.isFaulted;
  }

  /** The right to charge: used at once where a car is plugged in, otherwise it waits for ConnectionTimeOut. */
  #grant(connector: Connector, start: RemoteStart, isRemote: boolean): void {
    if (!this.#canStart(connector) || !isReservedFor(connector, start.token)) return;
    withdraw(connector);
    const authorization: Authorization = { ...start, isRemote, cancelTimeout: () => undefined };
    if (connector.isPlugged) {
      this.#begin(connector, authorization, isRemote ? 'RemoteStart' : 'Authorized');
      return;
    }
    const timeoutS = this.#station.settings.number('connectionTimeOut');
    if (timeoutS > 0) {
      authorization.cancelTimeout = this.#station.clock.after(timeoutS * 1000, () => {
        connector.authorization = undefined;
        this.#station.announcements.refresh(connector);
      });
    }
    connector.authorization = authorization;
    this.#station.announcements.refresh(connector);
  }

  #begin(connector: Connector, authorization: Authorization, trigger: TriggerReason): void {
    const station = this.#station;
    withdraw(connector);
    const transaction: Transaction = {
      id: undefined,
      token: authorization.token,
      startedAt: station.clock.now(),
      meterStartWh: connector.meter.registerWh,
      reservationId: connector.reservation?.id,
      remoteStartId: authorization.remoteStartId,
      seqNo: 0,
      chargingState: 'EVConnected',
      samples: [station.metering.sample(connector, 'Transaction.Begin', 'startedMeasurands')],
      isDenied: false,
      cancelSampling: () => undefined,
      cancelTicking: () => undefined,
    };
    connector.reservation?.cancelTimeout();
    connector.reservation = undefined;
    connector.isFinishing = false;
    connector.transaction = transaction;
    station.dialect.transactionStarted(station, connector, transaction, trigger, (verdict) =>
      this.#onVerdict(connector, transaction, verdict),
    );
    if (authorization.profile !== undefined) {
      station.profiles.install(connector.id, { ...authorization.profile, transactionId: transaction.id });
    }
    station.metering.start(connector, transaction);
    station.announcements.refresh(connector);
    station.dialect.transactionChanged(station, connector, transaction);
  }

  /** The central system may still refuse the tag when the transaction runs (OCPP 1.6 §4.8). */
  #onVerdict(connector: Connector, transaction: Transaction, verdict: string): void {
    this.#station.tags.remember(transaction.token, verdict);
    if (verdict === 'Accepted' || connector.transaction !== transaction) return;
    if (this.#station.settings.isOn('stopsOnInvalidId')) this.end(connector, 'DeAuthorized');
    else transaction.isDenied = true;
  }
}

function withdraw(connector: Connector): void {
  connector.authorization?.cancelTimeout();
  connector.authorization = undefined;
}

function isReservedFor({ reservation }: Connector, token: IdToken): boolean {
  return reservation === undefined || reservation.token.idToken === token.idToken;
}
