import { ContractError } from '../../../../../shared/contract/failure.ts';
import type { Capabilities } from '../../../../../shared/service-port/capability.ts';
import type { DriverItem, ItemReading, ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import type { PortIdentity } from '../../../../../shared/service-port/portIdentity.ts';
import { capabilitiesOf } from '../../../../../shared/service-port/profile/capabilitiesOf.ts';
import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import type { PortLine } from '../../line/portLine.ts';
import type {
  ChargerDriver,
  DiagnosticsChoice,
  DriverContext,
  DriverEvents,
  FirmwareWay,
} from '../chargerDriver.ts';
import { firmwareWay } from '../firmwareWay.ts';
import { inability } from '../inability.ts';
import { RapiDevice } from './rapiDevice.ts';
import { dumpLine, readingCommands } from './rapiDump.ts';
import { RapiForbids } from './rapiForbids.ts';
import { identityOf } from './rapiIdentity.ts';
import { rapiSpecs } from './rapiSpecs.ts';
import { writeRapi } from './writeRapi.ts';

const DUMP: DiagnosticsChoice = {
  what: 'rapi-dump',
  title: 'Versions, counters and settings: the answer to every reading command',
  method: 'command',
};
/** Long enough for the capacitor at the reset pin, short against the second that the boot loader waits. */
const RESET_PULSE_MS = 50;

/** A charger that speaks RAPI (OpenEVSE and its family). */
export class RapiDriver implements ChargerDriver {
  readonly capabilities: Capabilities;
  readonly #line: PortLine;
  readonly #profile: RapiProfile;
  readonly #device: RapiDevice;
  readonly #forbids: RapiForbids;

  constructor(line: PortLine, profile: RapiProfile, events: DriverEvents) {
    this.#line = line;
    this.#profile = profile;
    this.#forbids = new RapiForbids(profile);
    this.#device = new RapiDevice(line, profile, rapiSpecs(profile), {
      events,
      onSend: () => this.#forbids.forget(),
    });
    this.capabilities = capabilitiesOf(profile);
  }

  async identify({ signal }: DriverContext): Promise<PortIdentity> {
    this.#device.forget();
    return identityOf(this.#device, this.#profile, signal);
  }

  items(): readonly DriverItem[] {
    return this.#device.items();
  }

  read(keys: readonly string[], { signal }: DriverContext): Promise<ItemReading[]> {
    return this.#device.read(keys, signal);
  }

  write(key: string, value: string, { signal }: DriverContext): Promise<ItemWrite> {
    return writeRapi(this.#device, this.#forbids, { key, value, signal });
  }

  forbids(bytes: Uint8Array): string | undefined {
    const checked = this.#forbids.bytes(bytes);
    if ('why' in checked) return checked.why;
    this.#device.typed(checked.frames);
    return undefined;
  }

  diagnostics(): readonly DiagnosticsChoice[] {
    return [DUMP];
  }

  /** A command that gets no answer is a line of the dump like any other; the third in a row ends it. */
  async startDiagnostics(
    choice: DiagnosticsChoice,
    { signal, onBytes }: DriverContext & { onBytes: (bytes: Uint8Array) => void },
  ): Promise<void> {
    if (choice.what !== DUMP.what) {
      throw new ContractError('invalid-params', `This charger has no diagnostics “${choice.what}”.`);
    }
    const write = (text: string): void => onBytes(Buffer.from(text, 'utf8'));
    await this.#device.awake(signal);
    write(`RAPI, ${this.#profile.name}, ${new Date().toISOString()}\n`);
    let silent = 0;
    for (const command of readingCommands(this.#profile, this.#device.protocol)) {
      const answer = await this.#device.askReading(command, signal);
      const words = answer.kind === 'ok' ? this.#device.meaningOf(command, answer.frame) : '';
      write(dumpLine(command, answer, words));
      silent = answer.kind === 'no-answer' ? silent + 1 : 0;
      if (silent === 3) throw new ContractError('timeout', 'The charger does not answer any more.');
    }
    write(`Damaged on the way here: ${this.#device.health.damagedFrames}\n`);
  }

  firmware(): FirmwareWay | undefined {
    const { firmware } = this.#profile;
    if (firmware === undefined) return undefined;
    return firmwareWay(firmware);
  }

  /** The boot loader of forks that have one waits for about a second after a reset, which DTR does or, without it, `$FR`. */
  async beforeFirmware({ signal }: DriverContext): Promise<void> {
    if (this.#profile.firmware === undefined) throw inability(this.capabilities, 'firmware');
    const { baud } = this.#profile.firmware.before.findLast(({ baud: rate }) => rate !== undefined) ?? {};
    const hasSignals = await this.#line.setSignals({ dtr: false, rts: false });
    if (!hasSignals) await this.#device.restartUnasked(signal);
    this.#device.isQuiet = true;
    if (baud !== undefined) await this.#line.setLine({ baud });
    if (!hasSignals) return;
    await new Promise((resolve) => setTimeout(resolve, RESET_PULSE_MS));
    signal.throwIfAborted();
    await this.#line.setSignals({ dtr: true, rts: true });
  }

  async afterFirmware({ signal }: DriverContext): Promise<void> {
    if (this.#profile.firmware === undefined) throw inability(this.capabilities, 'firmware');
    const { baud } = this.#line.settings;
    const usual = this.#profile.line.bauds[0];
    if (usual !== undefined && usual !== baud) await this.#line.setLine({ baud: usual });
    this.#device.forget();
    await this.#device.awake(signal, true);
  }

  close(): void {
    this.#device.close();
  }
}
