import { z } from 'zod';

/**
 * A periodic event stream of OCPP 2.1 (part 2, block N): values of one monitor that a station sends without being
 * answered. `intervalS` and `values` are what it was opened with, absent where the station never opened it; `frames`
 * and `received` count messages and values; `pending` is how many more the station said to hold; times are epoch ms.
 */
export const eventStreamSchema = z.object({
  stationId: z.string(),
  id: z.number().int(),
  variableMonitoringId: z.number().int().optional(),
  intervalS: z.number().optional(),
  values: z.number().int().optional(),
  isOpen: z.boolean(),
  frames: z.number().int(),
  received: z.number().int(),
  pending: z.number().int().optional(),
  lastValue: z.string().optional(),
  lastValueAt: z.number().optional(),
  openedAt: z.number(),
  lastAt: z.number(),
});
export type EventStream = z.infer<typeof eventStreamSchema>;
