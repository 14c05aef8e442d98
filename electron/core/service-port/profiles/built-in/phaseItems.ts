import type { z } from 'zod';
import type { modbusItemSchema } from '../../../../../shared/service-port/profile/modbusProfile.ts';

export type ModbusItemSource = z.input<typeof modbusItemSchema>;

/** The same measurement of the phases L1 to L3, one after the other from `addr` on, `stride` registers apart. */
export function phaseItems(
  key: string,
  title: string,
  { addr, stride, ...item }: Omit<ModbusItemSource, 'key' | 'title'> & { stride: number },
): ModbusItemSource[] {
  return [1, 2, 3].map((phase) => ({
    ...item,
    key: `${key}L${phase}`,
    title: `${title} L${phase}`,
    group: item.group ?? 'Measurements',
    isLive: true,
    addr: addr + (phase - 1) * stride,
  }));
}
