/** The device's end of the cable. */
export interface PracticeLine {
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Told when the cable is plugged in, where the line knows it: many adapters restart the device then. */
  onPlug?(listener: () => void): void;
  /** Pulls the cable. */
  cut(): void;
}

/**
 * A simulated device at its end of a cable. `habits` are ways to misbehave, by name: an echo, noise, an answer of somebody else, a
 * restart in the middle. For one that is not known it throws a sentence for whoever asked for it.
 */
export type StartDevice = (
  line: PracticeLine,
  options: { habits: readonly string[] },
) => { stop: () => void };
