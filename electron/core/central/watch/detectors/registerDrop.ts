import type { Detection, Detector, StationEvent } from '../detector.ts';
import { objectOf } from '../../../../../shared/payloadFields.ts';
import { connectorPlace, meterSample } from './meterSample.ts';

interface Register {
  energyWh: number;
  at: number;
  /** What happened since that reading. */
  since: 'nothing' | 'boot' | 'start';
}

/** Registers are rounded differently in different messages. */
const TOLERANCE_WH = 1;
const MAX_PLACES = 200;

const WHY: Readonly<Record<Register['since'], string>> = {
  nothing: 'Nothing that was seen explains it.',
  boot: 'The charger booted in between: its register restarts with each boot.',
  start: 'A transaction began in between: its register restarts with each transaction.',
};

/** `Energy.Active.Import.Register` only ever grows (OCPP 1.6 §7.31); some restart it. */
export class RegisterDrop implements Detector {
  readonly interest = {
    calls: ['BootNotification', 'StartTransaction', 'MeterValues', 'TransactionEvent'],
  } as const;
  readonly #registers = new Map<string, Register>();

  observe(event: StationEvent): Detection | undefined {
    if (event.type !== 'call') return undefined;
    if (event.action === 'BootNotification') this.#noteAll();
    if (event.action === 'StartTransaction') this.#noteStart(event);
    const sample = meterSample(event);
    if (event.action === 'TransactionEvent' && objectOf(event.payload)['eventType'] === 'Started') {
      const register = this.#registers.get(sample?.place ?? '');
      if (register !== undefined) register.since = 'start';
    }
    if (sample?.energyWh === undefined) return undefined;
    const { place, at, energyWh } = sample;
    const before = this.#registers.get(place);
    // What was kept back and sent late tells of an earlier time.
    if (before !== undefined && at < before.at) return undefined;
    if (before === undefined && this.#registers.size >= MAX_PLACES) return undefined;
    this.#registers.set(place, { energyWh, at, since: 'nothing' });
    if (before === undefined || energyWh >= before.energyWh - TOLERANCE_WH) return undefined;
    return {
      findings: [
        {
          code: 'register-drop',
          severity: 'warning',
          subject: place,
          message: `The energy register of ${place} fell from ${before.energyWh} Wh to ${energyWh} Wh. ${WHY[before.since]}`,
          remedy: 'Take the energy of a session from the difference of its own first and last value only.',
          clause: 'OCPP 1.6 §7.31',
        },
      ],
    };
  }

  #noteAll(): void {
    for (const register of this.#registers.values()) register.since = 'boot';
  }

  #noteStart(event: Extract<StationEvent, { type: 'call' }>): void {
    const register = this.#registers.get(connectorPlace(objectOf(event.payload)['connectorId']) ?? '');
    if (register !== undefined) register.since = 'start';
  }
}
