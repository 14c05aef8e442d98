import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { portNames } from './linkedStation.ts';
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
    const why =
      identity.serialNumber === undefined
        ? 'the device there now tells no serial number'
        : `its serial number is ${identity.serialNumber}`;
    this.note(
      names.isLinked
        ? `is the service port of this station: ${why}. What it said before is under ${before.stationId}.`
        : `is that of ${names.cableId} from here on: ${why}. What it said before is under ${before.stationId}.`,
    );
    return true;
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
