import { ContractError } from '../../../../shared/contract/failure.ts';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import { RecordedLine } from '../line/recordedLine.ts';
import { portFailureOf } from '../transport/portError.ts';
import type { Transport } from '../transport/transport.ts';
import type { PortLog } from './portLog.ts';
import type { PortPlace } from './portPlace.ts';
import type { PortStatus } from './portStatus.ts';
import type { PortSurroundings } from './portSurroundings.ts';

const OPEN_TIMEOUT_MS = 10_000;

export interface PortOpeningOptions {
  place: PortPlace;
  status: PortStatus;
  log: PortLog;
}

export interface OpenedPort {
  transport: Transport;
  line: RecordedLine;
}

/** The way from a closed port to an open one: once at a time, from the search for the adapter on, and closing the port ends it. */
export class PortOpening {
  readonly #around: PortSurroundings;
  readonly #options: PortOpeningOptions;
  #underWay: AbortController | undefined;

  constructor(around: PortSurroundings, options: PortOpeningOptions) {
    this.#around = around;
    this.#options = options;
  }

  get isUnderWay(): boolean {
    return this.#underWay !== undefined;
  }

  /** It is under way, and nobody has closed the port meanwhile. */
  get isWanted(): boolean {
    return this.#underWay?.signal.aborted === false;
  }

  /** Fails with `busy` while it is being opened. */
  refuseSecond(): void {
    if (this.isUnderWay) throw new ContractError('busy', 'The port is being opened already.');
  }

  /**
   * Fails with `busy` while it is being opened, with `cancelled` where it is closed meanwhile, and as transports do. `begin` takes the open port
   * before anybody else can ask for it. Without an address it is looked where the adapter is. A try `isAgain` changes nothing that is shown of a lost port.
   */
  async open(
    { address, line, isAgain }: { address?: string; line: LineSettings; isAgain: boolean },
    begin: (opened: OpenedPort) => void,
  ): Promise<void> {
    this.refuseSecond();
    const { place, status } = this.#options;
    const opening = new AbortController();
    const { signal } = opening;
    this.#underWay = opening;
    if (!isAgain) status.update({ phase: 'opening', failure: undefined });
    try {
      const where = address ?? (await place.now());
      const transport = await this.#around.openTransport(where, line, { signal, timeoutMs: OPEN_TIMEOUT_MS });
      place.use(where);
      begin({ transport, line: this.#recorded(transport, line) });
    } catch (error) {
      // Who closed it knows why it is not open.
      if (signal.aborted) status.update({ phase: 'closed', failure: undefined });
      else if (!isAgain) status.update({ phase: 'closed', failure: portFailureOf(error) });
      throw error;
    } finally {
      this.#underWay = undefined;
    }
  }

  cancel(): void {
    this.#underWay?.abort(new ContractError('cancelled', 'The port was closed.'));
  }

  #recorded(transport: Transport, line: LineSettings): RecordedLine {
    const { recorder, log } = this.#around;
    const { status, log: taken } = this.#options;
    status.update({ line });
    return new RecordedLine({
      transport,
      line,
      tap: taken.tap,
      recorder,
      onLine: (settings) => status.update({ line: settings }),
      log,
    });
  }
}
