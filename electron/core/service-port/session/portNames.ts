import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { isSameSerial, portNames } from './linkedStation.ts';
import type { PortSurroundings } from './portSurroundings.ts';

type Names = Pick<PortState, 'cableId' | 'stationId' | 'isLinked'>;

/**
 * Under which station the records of a port go, and the notes about it among them. It changes only when the device told who it is, or when
 * a station with its serial number came; what was recorded before stays where it is.
 */
export class PortNames {
  readonly #path: string;
  readonly #around: PortSurroundings;
  readonly #beforeChange: () => void;
  #names: Names;
  #isDoubted = false;

  /** `beforeChange`: what was taken so far still goes under the former name. */
  constructor(path: string, around: PortSurroundings, beforeChange: () => void) {
    this.#path = path;
    this.#around = around;
    this.#beforeChange = beforeChange;
    this.#names = portNames(path, undefined, around.stationsWithSerial);
  }

  get current(): Names {
    return this.#names;
  }

  /** The technician opened the port: whoever is on the cable is not known. */
  reset(): void {
    this.#names = portNames(this.#path, undefined, this.#around.stationsWithSerial);
  }

  /** The adapter was plugged in again. Until the device told who it is, it is held for the one from before. */
  doubt(): void {
    this.#isDoubted = true;
  }

  /** Answers whether the names are others from here on. */
  take(identity: PortIdentity | undefined): boolean {
    if (identity === undefined) return false;
    // On one connection it is the same device, also where it does not tell its serial number this time.
    if (identity.serialNumber === undefined && !this.#isDoubted) return false;
    this.#isDoubted = false;
    const names = portNames(this.#path, identity, this.#around.stationsWithSerial);
    const before = this.#names;
    if (names.stationId === before.stationId && names.cableId === before.cableId) return false;
    this.#beforeChange();
    this.#names = names;
    if (names.stationId === before.stationId) return true;
    const why = this.#why(identity, before);
    this.note(
      names.isLinked
        ? `is the service port of this station: ${why}. What it said before is under ${before.stationId}.`
        : `is that of ${names.cableId} from here on: ${why}. What it said before is under ${before.stationId}.`,
    );
    return true;
  }

  /** A station told its serial number. Answers as `take`. */
  stationChanged(
    { id, serialNumber }: Pick<Station, 'id' | 'serialNumber'>,
    identity: PortIdentity | undefined,
  ): boolean {
    const own = identity?.serialNumber;
    if (own === undefined) return false;
    const isSame = serialNumber !== undefined && isSameSerial(serialNumber, own);
    const { isLinked, stationId } = this.#names;
    return isSame === (isLinked && stationId === id) ? false : this.take(identity);
  }

  /** The same by what is known of stations in another session file, where nothing was said before. */
  renew(identity: PortIdentity | undefined): void {
    if (identity?.serialNumber === undefined) return;
    this.#names = portNames(this.#path, identity, this.#around.stationsWithSerial);
  }

  #why({ serialNumber }: PortIdentity, before: Names): string {
    if (serialNumber === undefined) return 'the device there now tells no serial number';
    const isAsBefore = before.isLinked && before.cableId === this.#names.cableId;
    if (!isAsBefore || this.#names.isLinked) return `its serial number is ${serialNumber}`;
    const others = this.#around.stationsWithSerial(serialNumber).length;
    return others > 1
      ? `${others} stations tell its serial number ${serialNumber}, and which of them it is cannot be known`
      : `${before.stationId} does not tell its serial number ${serialNumber} any more`;
  }

  note(words: string): void {
    this.#beforeChange();
    this.#around.recorder.append({
      at: Date.now(),
      stationId: this.#names.stationId,
      kind: 'note',
      direction: 'in',
      raw: `Service port ${this.#path} ${words}`,
      issues: [],
    });
  }
}
