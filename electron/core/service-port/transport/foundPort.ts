/** A port as a system's list tells it, before it gets its name and key. */
export interface FoundPort {
  path: string;
  vid?: string | undefined;
  pid?: string | undefined;
  serialNumber?: string | undefined;
  manufacturer?: string | undefined;
  /** The device's own name for itself, or Windows' name with the port in brackets. */
  product?: string | undefined;
  /** How the system found it: tells Bluetooth apart on Windows. */
  pnpId?: string | undefined;
}
