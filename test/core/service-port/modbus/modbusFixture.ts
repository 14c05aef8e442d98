import { onTestFinished } from 'vitest';
import type { DriverContext } from '../../../../electron/core/service-port/drivers/chargerDriver.ts';
import { ModbusDriver } from '../../../../electron/core/service-port/drivers/modbus/modbusDriver.ts';
import type { BusTiming } from '../../../../electron/core/service-port/drivers/modbus/lineTiming.ts';
import type { CableHabit } from '../../../../electron/practice/port/cableHabits.ts';
import type { ModbusHabit } from '../../../../electron/practice/port/modbus/modbusHabits.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { PortBanner } from '../../../../shared/service-port/portState.ts';
import {
  modbusProfileSchema,
  type ModbusProfile,
} from '../../../../shared/service-port/profile/modbusProfile.ts';
import { HEIDELBERG, type ModbusProfileSource } from './heidelberg.ts';
import { openSocketLine, type SocketLine } from './socketLine.ts';

/** Short where a wait is ours. */
export const FAST: BusTiming = { listenMs: 20, lumpMs: 15, ongoingMs: 2000, scanTimeoutMs: 60 };

/** As on the command line. */
export type HabitWord = ModbusHabit | `${ModbusHabit | CableHabit}=${number}`;

export interface Bench {
  line: SocketLine;
  driver: ModbusDriver;
  context: DriverContext & { abort: (reason?: unknown) => void };
  /** Those that are up now, by code. */
  banners: Map<string, PortBanner>;
  charging: boolean[];
  restarts: () => number;
}

export function profileOf(changes: Partial<ModbusProfileSource> = {}): ModbusProfile {
  return modbusProfileSchema.parse({ ...HEIDELBERG, ...changes });
}

/** A driver on a line to whatever listens there. */
export async function benchAt(
  path: string,
  profile: ModbusProfile,
  options: { unit?: number; timing?: BusTiming } = {},
): Promise<Bench> {
  const line = await openSocketLine(path);
  const banners = new Map<string, PortBanner>();
  const charging: boolean[] = [];
  let restarts = 0;
  const driver = new ModbusDriver(line, profile, {
    timing: FAST,
    ...options,
    events: {
      onBanner: (banner) => {
        if (banner.level === 'none') banners.delete(banner.code);
        else banners.set(banner.code, banner);
      },
      onRestart: () => {
        restarts += 1;
      },
      onCharging: (isCharging) => charging.push(isCharging),
      onOcppText: () => undefined,
    },
  });
  onTestFinished(async () => {
    driver.close();
    await line.close();
  });
  const aborter = new AbortController();
  const context = { signal: aborter.signal, abort: (reason?: unknown) => aborter.abort(reason) };
  return { line, driver, context, banners, charging, restarts: () => restarts };
}

/** A driver on a line to the practice charger. */
export async function benchWith(
  habits: readonly HabitWord[] = [],
  profile: ModbusProfile = profileOf(),
  options: { unit?: number; timing?: BusTiming } = {},
): Promise<Bench> {
  const port = await createPracticePort({ device: 'modbus', habits });
  onTestFinished(() => port.stop());
  return benchAt(port.path, profile, options);
}

/** Value, or else why there is none. */
export async function valueOf({ driver, context }: Bench, key: string): Promise<string | undefined> {
  const [reading] = await driver.read([key], context);
  return reading?.value ?? reading?.failure;
}
