import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { ModbusRequest } from '../../../../../shared/service-port/modbus/modbusRequest.ts';
import type { PortLine } from '../../line/portLine.ts';
import type { ModbusBus } from './modbusBus.ts';
import { untilOver } from './untilOver.ts';

export interface WakeUpOptions {
  line: PortLine;
  bus: ModbusBus;
  rule: NonNullable<ModbusProfile['line']['wakeUp']>;
  /** A request that only reads. */
  harmless: Extract<ModbusRequest, { count: number }>;
  unit: number;
}

/**
 * Wakes a device that sleeps. Where the profile says that a request is to be sent twice, the one before is always a read: a write
 * leaves only once.
 */
export async function wakeUp(
  { line, bus, rule, harmless, unit }: WakeUpOptions,
  signal: AbortSignal,
): Promise<void> {
  if (rule.send !== undefined) {
    const bytes = Uint8Array.from(Buffer.from(rule.send.replaceAll('{unit}', String(unit)), 'latin1'));
    for (let turn = 0; turn < rule.times; turn += 1) {
      await line.write(bytes);
      line.tell('out', bytes.length, { action: 'wake-up', meaning: 'wakes the device' });
      await untilOver(rule.everyMs, AbortSignal.any([signal, line.lost]));
    }
    return;
  }
  for (let turn = 1; turn < rule.times; turn += 1) {
    const exchange = await bus.ask(harmless, {
      unit,
      signal,
      tries: 1,
      timeoutMs: Math.max(rule.everyMs, 20),
    });
    if (exchange.kind === 'answer') return;
  }
}
