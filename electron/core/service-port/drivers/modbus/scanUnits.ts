import { exceptionWords } from '../../../../../shared/service-port/modbus/exceptionWords.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { BusTiming } from './lineTiming.ts';
import type { ModbusBus } from './modbusBus.ts';
import { judgeProbe, probeRequest } from './probe.ts';
import type { Exchange } from './question.ts';
import type { RegisterMap } from './registerMap.ts';

export interface ScanOptions {
  bus: ModbusBus;
  profile: ModbusProfile;
  map: RegisterMap;
  timing: BusTiming;
  from: number;
  to: number;
  signal: AbortSignal;
}

/** Asks each unit for what the profile asks first, by a request that only reads. An exception is an answer, too. */
export async function scanUnits(options: ScanOptions): Promise<Array<{ unit: number; sentence: string }>> {
  const { bus, profile, map, timing, signal } = options;
  const [probe] = profile.identify;
  const found: Array<{ unit: number; sentence: string }> = [];
  if (probe === undefined) return found;
  const request = probeRequest(probe, profile, map);
  const timeoutMs = Math.min(profile.line.timeoutMs, timing.scanTimeoutMs);
  const tries = Math.max(1, profile.line.wakeUp?.times ?? 1);
  for (let unit = options.from; unit <= options.to; unit += 1) {
    const exchange = await bus.ask(request, { unit, signal, tries, timeoutMs });
    if (exchange.kind === 'silent') continue;
    const { fits, words } = judgeProbe(probe, profile, request, exchange);
    found.push({ unit, sentence: foundWords(unit, exchange, profile.name, fits ? undefined : words) });
  }
  return found;
}

function foundWords(unit: number, exchange: Exchange, name: string, trouble: string | undefined): string {
  if (exchange.kind === 'unreadable')
    return `Something answered unit ${unit} that could not be read: two devices may have this number, or the line is set wrongly.`;
  if (trouble === undefined) return `Unit ${unit} answers as ${name} does.`;
  return exchange.kind === 'exception'
    ? `Unit ${unit} answers with ${exceptionWords(exchange.code)}. It is a device of another kind.`
    : `Unit ${unit} answers, but not as ${name} does: ${trouble}.`;
}
