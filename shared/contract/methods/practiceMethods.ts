import { z } from 'zod';
import { ocppVersionSchema, transportSchema } from '../../ocpp/version.ts';
import { practiceActSchema, practiceStateSchema } from '../../practice/practiceCharger.ts';
import { none, stationId } from './params.ts';

/** The practice chargers that Kerbside runs by itself. */
export const PRACTICE_METHODS = {
  'practice.start': {
    params: z.object({
      version: ocppVersionSchema,
      /** Default `json`; 1.5 knows only `soap`. */
      transport: transportSchema.optional(),
      stationId: stationId.optional(),
      plug: z.boolean().optional(),
    }),
    result: practiceStateSchema,
  },
  'practice.stop': { params: z.object({ stationId }), result: none },
  'practice.act': {
    params: z.object({ stationId, act: practiceActSchema, connectorId: z.number().int().optional() }),
    result: none,
  },
} as const;
