import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Capabilities } from '../../../../shared/service-port/capability.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type {
  ChargerDriver,
  DiagnosticsChoice,
  DriverContext,
  FirmwareWay,
} from '../../../../electron/core/service-port/drivers/chargerDriver.ts';
import type { PortLine } from '../../../../electron/core/service-port/line/portLine.ts';

/** Speaks to the device of `bootDevice.ts`. */
export class BootDriver implements ChargerDriver {
  readonly capabilities: Capabilities = { can: ['identify', 'firmware', 'diagnostics'], cannot: [] };
  readonly #line: PortLine;
  readonly #way: Partial<FirmwareWay>;

  constructor(line: PortLine, way: Partial<FirmwareWay> = {}) {
    this.#line = line;
    this.#way = way;
  }

  async identify({ signal }: DriverContext): Promise<PortIdentity> {
    const { line } = await this.#ask('version', /version (?<line>\S+)\n/, signal).catch((error: unknown) => {
      if (signal.aborted || this.#line.lost.aborted) throw error;
      return { line: undefined };
    });
    return {
      model: 'Boot 1',
      serialNumber: 'B-77',
      facts: [],
      ...(line === undefined
        ? { confidence: 'unknown', sentence: 'It did not answer “version”.' }
        : { confidence: 'certain', sentence: 'Asked for its version.', firmwareVersion: line }),
    };
  }

  items(): [] {
    return [];
  }

  read(): Promise<[]> {
    return Promise.resolve([]);
  }

  write(): Promise<never> {
    return Promise.reject(new ContractError('conflict', 'It has no settings.'));
  }

  forbids(): undefined {
    return undefined;
  }

  diagnostics(): readonly DiagnosticsChoice[] {
    return [
      { what: 'log', title: 'Its log', method: 'ymodem' },
      { what: 'print', title: 'What it prints', method: 'command' },
    ];
  }

  async startDiagnostics(
    { what }: DiagnosticsChoice,
    { signal, onBytes }: DriverContext & { onBytes: (bytes: Uint8Array) => void },
  ): Promise<void> {
    if (what === 'log') return this.#line.write(Buffer.from('log\n'));
    const { all } = await this.#ask(what, /(?<all>[^]*)# \n$/, signal);
    onBytes(Buffer.from(all ?? ''));
  }

  firmware(): FirmwareWay {
    return {
      method: 'ymodem',
      isExperimental: false,
      accepts: ['.img'],
      warnings: ['Its clock is lost.'],
      ...this.#way,
    };
  }

  async beforeFirmware({ signal }: DriverContext): Promise<void> {
    await this.#ask('load', /(?<line>ready)\n/, signal);
  }

  async afterFirmware({ signal }: DriverContext): Promise<void> {
    await this.#ask('boot', /(?<line>booted)\n/, signal);
  }

  close(): void {}

  /** Half a second is long for a device in the same program. */
  #ask(command: string, pattern: RegExp, signal: AbortSignal): Promise<Record<string, string | undefined>> {
    const { promise, resolve, reject } = Promise.withResolvers<Record<string, string | undefined>>();
    let text = '';
    const stop = this.#line.onData((bytes) => {
      text += Buffer.from(bytes).toString('latin1');
      const found = pattern.exec(text);
      if (found !== null) resolve(found.groups ?? {});
    });
    const ended = AbortSignal.any([signal, this.#line.lost]);
    const onEnd = (): void => reject(ended.reason);
    const timer = setTimeout(
      () => reject(new ContractError('unavailable', `It does not answer to ${command}.`)),
      500,
    );
    if (ended.aborted) onEnd();
    else ended.addEventListener('abort', onEnd, { once: true });
    this.#line.write(Buffer.from(`${command}\n`)).catch(reject);
    return promise.finally(() => {
      stop();
      clearTimeout(timer);
      ended.removeEventListener('abort', onEnd);
    });
  }
}
