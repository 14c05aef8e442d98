import type { ChargingProfile } from '../model/chargingProfile.ts';
import type { Authorization, Connector } from '../model/connector.ts';
import type { IdToken } from '../model/idToken.ts';
import type { StopReason, Transaction } from '../model/transaction.ts';
import type { Announcements } from './announcements.ts';
import type { TriggerReason } from './dialects/dialect.ts';
import type { Metering } from './metering.ts';
import type { StationBase } from './stationBase.ts';
import type { Tags } from './tags.ts';

export interface RemoteStart {
  token: IdToken;
  remoteStartId?: number | undefined;
  profile?: ChargingProfile | undefined;
}

/** Charging from plug to unplug: who may, when it begins and when it ends. */
export class Charging {
  readonly #station: StationBase;
  readonly #announcements: Announcements;
  readonly #tags: Tags;
  readonly #metering: Metering;
  readonly #whenIdle: (() => void)[] = [];
  readonly #endListeners: ((connector: Connector, transaction: Transaction) => void)[] = [];

  constructor(station: StationBase, announcements: Announcements, tags: Tags, metering: Metering) {
    this.#station = station;
    this.#announcements = announcements;
    this.#tags = tags;
    this.#metering = metering;
  }

  get isIdle(): boolean {
    return this.#station.connectors.every((connector) => connector.transaction === undefined);
  }

  /** Runs when no transaction is running any more; at once where none is. */
  whenIdle(run: () => void): void {
    if (this.isIdle) run();
    else this.#whenIdle.push(run);
  }

  /** Runs each time that a transaction has ended and its last message is on its way. */
  onEnded(listener: (connector: Connector, transaction: Transaction) => void): void {
    this.#endListeners.push(listener);
  }

  plug(connector: Connector): void {
    connector.plug(this.#station.random);
    connector.isFinishing = false;
    this.#announcements.refresh(connector);
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
    this.#announcements.refresh(connector);
  }

  /** A tag at the reader: the one that started the transaction ends it. */
  async present(connector: Connector, token: IdToken): Promise<void> {
    if (connector.transaction?.token.idToken === token.idToken) {
      this.end(connector, 'Local', token);
      return;
    }
    const isAccepted = await this.#tags.isAccepted(token);
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
    const { settings } = this.#station;
    if (settings.isOn('authorizesRemoteStart') && !(await this.#tags.isAccepted(start.token))) return;
    this.#grant(connector, start, true);
  }

  end(connector: Connector, reason: StopReason, tag?: IdToken): void {
    const { transaction } = connector;
    if (transaction === undefined) return;
    const station = this.#station;
    transaction.samples.push(this.#metering.sample(connector, 'Transaction.End', 'endedMeasurands'));
    this.#metering.stop(connector, transaction);
    connector.transaction = undefined;
    connector.isFinishing = connector.isPlugged;
    station.profiles.endTransaction(connector.id);
    station.dialect.transactionEnded(connector, transaction, reason, tag);
    if (connector.isOutagePending) {
      connector.isOutagePending = false;
      connector.isOperative = false;
    }
    this.#announcements.refresh(connector);
    for (const listener of this.#endListeners) listener(connector, transaction);
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
    this.#announcements.refresh(connector);
    this.#station.dialect.fault(connector);
  }

  /** A restart forgets who had waited. */
  onReboot(): void {
    this.#whenIdle.length = 0;
    this.endAll('Reboot');
    for (const connector of this.#station.connectors) {
      withdraw(connector);
      connector.isFinishing = false;
    }
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
        this.#announcements.refresh(connector);
      });
    }
    connector.authorization = authorization;
    this.#announcements.refresh(connector);
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
      samples: [this.#metering.sample(connector, 'Transaction.Begin', 'startedMeasurands')],
      isDenied: false,
      cancelSampling: () => undefined,
      cancelTicking: () => undefined,
    };
    connector.reservation?.cancelTimeout();
    connector.reservation = undefined;
    connector.isFinishing = false;
    connector.transaction = transaction;
    station.dialect.transactionStarted(connector, transaction, trigger, (verdict) =>
      this.#onVerdict(connector, transaction, verdict),
    );
    if (authorization.profile !== undefined) {
      station.profiles.install(connector.id, { ...authorization.profile, transactionId: transaction.id });
    }
    this.#metering.start(connector, transaction);
    this.#announcements.refresh(connector);
    station.dialect.transactionChanged(connector, transaction);
  }

  /** The central system may still refuse the tag when the transaction runs (OCPP 1.6 §4.8). */
  #onVerdict(connector: Connector, transaction: Transaction, verdict: string): void {
    this.#tags.remember(transaction.token, verdict);
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
