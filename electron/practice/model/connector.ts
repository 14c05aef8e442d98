import type { Random } from './random.ts';
import { Car } from './car.ts';
import { Meter } from './meter.ts';
import type { ChargingProfile } from './chargingProfile.ts';
import type { IdToken } from './idToken.ts';
import type { Transaction } from './transaction.ts';

/** A right to charge that waits for its cable, until `cancelTimeout`'s time is over. */
export interface Authorization {
  token: IdToken;
  isRemote: boolean;
  remoteStartId?: number | undefined;
  profile?: ChargingProfile | undefined;
  cancelTimeout: () => void;
}

export interface Reservation {
  id: number;
  token: IdToken;
  parentToken?: string | undefined;
  expiresAt: number;
  cancelTimeout: () => void;
}

/** The states of OCPP 1.6 §7.7; 2.x reports the coarser part of them. */
export type ConnectorStatus =
  | 'Available'
  | 'Preparing'
  | 'Charging'
  | 'SuspendedEVSE'
  | 'SuspendedEV'
  | 'Finishing'
  | 'Reserved'
  | 'Unavailable'
  | 'Faulted';

/** Less than IEC 61851 can signal means: no charging. */
const LEAST_CURRENT_A = 6;

/** One outlet with its cable, meter and car. In 2.x it is connector 1 of the EVSE of the same number. */
export class Connector {
  readonly id: number;
  readonly maxCurrentA: number;
  readonly meter: Meter;
  car: Car | undefined;
  isOperative = true;
  /** Goes out of service when the running transaction ends. */
  isOutagePending = false;
  isFaulted = false;
  /** The transaction is over and the cable still plugged in. */
  isFinishing = false;
  authorization: Authorization | undefined;
  reservation: Reservation | undefined;
  transaction: Transaction | undefined;
  limitA: number;
  reportedStatus: string | undefined;

  constructor(id: number, maxCurrentA: number, random: Random) {
    this.id = id;
    this.maxCurrentA = maxCurrentA;
    this.limitA = maxCurrentA;
    this.meter = new Meter(maxCurrentA, random);
  }

  get isPlugged(): boolean {
    return this.car !== undefined;
  }

  plug(random: Random): void {
    this.car = new Car(this.maxCurrentA, random);
  }

  /** Current per phase that may flow now. */
  allowedCurrentA(): number {
    if (this.transaction === undefined || this.car === undefined || this.limitA < LEAST_CURRENT_A) return 0;
    return Math.min(this.maxCurrentA, this.limitA, this.car.wantedCurrentA());
  }

  status(): ConnectorStatus {
    if (this.isFaulted) return 'Faulted';
    if (this.transaction !== undefined) return this.#chargingStatus();
    if (!this.isOperative) return 'Unavailable';
    if (this.isFinishing) return 'Finishing';
    if (this.isPlugged || this.authorization !== undefined) return 'Preparing';
    return this.reservation === undefined ? 'Available' : 'Reserved';
  }

  #chargingStatus(): ConnectorStatus {
    if (this.car === undefined || this.car.isFull) return 'SuspendedEV';
    return this.limitA < LEAST_CURRENT_A ? 'SuspendedEVSE' : 'Charging';
  }
}
