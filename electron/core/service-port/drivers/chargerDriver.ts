import type { Capabilities } from '../../../../shared/service-port/capability.ts';
import type { DriverItem, ItemReading, ItemWrite } from '../../../../shared/service-port/driverItem.ts';
import type { PortBanner } from '../../../../shared/service-port/portState.ts';
import type { PortCredentials, PortLogin } from '../../../../shared/service-port/portLogin.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { ProfileFirmware } from '../../../../shared/service-port/profile/profileFirmware.ts';
import type { PortLine } from '../line/portLine.ts';

/** For one thing asked of a driver; aborting ends it at once, and the line is free. */
export interface DriverContext {
  signal: AbortSignal;
}

/** What a driver tells unasked. */
export interface DriverEvents {
  /** Set or take back what the technician has to know: an echo, another master, noise. */
  onBanner: (banner: PortBanner | { code: string; level: 'none' }) => void;
  /** The device started anew: what is known of it is old, and it is to be identified again. */
  onRestart: () => void;
  /** It told by itself who it is, where nobody can ask it. */
  onIdentity?: (identity: PortIdentity) => void;
  /** Whether a car is charging, where the device says so. */
  onCharging: (isCharging: boolean) => void;
  /** OCPP frames that the device prints: they become records like any other. */
  onOcppText: (text: string, monoMs: number) => void;
}

/** A log that can be pulled: by a command whose output is the log, or by a file transfer that the command starts. */
export interface DiagnosticsChoice {
  what: string;
  title: string;
  /** `command`: what it prints until the prompt; `ymodem`, `xmodem`: the device sends a file. */
  method: 'command' | 'ymodem' | 'xmodem';
}

/** How firmware gets into the device. */
export interface FirmwareWay {
  method: 'xmodem' | 'xmodem-crc' | 'xmodem-1k' | 'ymodem' | 'stk500v1' | 'an3155' | 'esp32';
  isExperimental: boolean;
  /** Endings of files that it takes; empty: any. */
  accepts: readonly string[];
  /** What may not be done, or will be lost, as sentences of the profile. */
  warnings: readonly string[];
  /** By which a file is seen to be another device's. */
  minBytes?: number | undefined;
  maxBytes?: number | undefined;
  magic?: ProfileFirmware['magic'];
  /** What the boot loader shall find; for those that write into a chip. */
  chip?: ProfileFirmware['chip'];
  /** The item that tells the version; absent: it is in the identity. */
  versionKey?: string | undefined;
  /** What the technician may give. */
  parameters?: ProfileFirmware['parameters'];
  /** What is typed at the device with these values, in its order. */
  typed?: (values: FirmwareValues) => string[];
}

/** By the names of the parameters; one that is not in it goes with its default. */
export type FirmwareValues = Readonly<Record<string, string>>;

export interface FirmwareContext extends DriverContext {
  values?: FirmwareValues;
}

/**
 * Speaks the language of one class of devices, as a profile says. What a driver cannot do is missing from `capabilities.can`, and its
 * method rejects with `conflict` and the same sentence. What the device refuses or leaves unanswered is in the result; methods reject
 * only with the reason of `PortLine.lost`, of the aborted signal, or with `ContractError` for bad parameters. One method runs at a time: the session of the
 * port has the queue.
 */
export interface ChargerDriver {
  readonly capabilities: Capabilities;
  identify(context: DriverContext): Promise<PortIdentity>;
  /** All that the profile knows, live ones too. */
  items(): readonly DriverItem[];
  /** One reading for each key, in their order. */
  read(keys: readonly string[], context: DriverContext): Promise<ItemReading[]>;
  /** Writes one value and reads it back. Never sent twice where it is not known whether the first arrived. */
  write(key: string, value: string, context: DriverContext): Promise<ItemWrite>;
  /** Why a line of the technician must not be sent, as a sentence; nothing where it may. */
  forbids(bytes: Uint8Array): string | undefined;
  diagnostics(): readonly DiagnosticsChoice[];
  /** Writes the output of a command to `onBytes`, or starts the transfer and resolves when the device waits for it. */
  startDiagnostics(
    choice: DiagnosticsChoice,
    context: DriverContext & { onBytes: (bytes: Uint8Array) => void },
  ): Promise<void>;
  firmware(): FirmwareWay | undefined;
  /** Brings the device to the point where it waits for the first block, and after the transfer to its new start. */
  beforeFirmware(context: FirmwareContext): Promise<void>;
  afterFirmware(context: FirmwareContext): Promise<void>;
  /** Logs in at the console of the device. Absent where there is no login. */
  logIn?(credentials: PortCredentials, context: DriverContext): Promise<PortLogin>;
  /** Which units of a bus answer. Absent where there is no bus. */
  scanUnits?(
    from: number,
    to: number,
    context: DriverContext,
  ): Promise<Array<{ unit: number; sentence: string }>>;
  /** The technician takes a bus on which somebody else is master: from then on it is asked and written to. Absent where there is no bus. */
  takeBus?(): void;
  close(): void;
}

/** Makes a driver for a profile; it listens from then on. */
export type CreateDriver<P> = (
  line: PortLine,
  profile: P,
  options: { unit?: number | undefined; events: DriverEvents },
) => ChargerDriver;
