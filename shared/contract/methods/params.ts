import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/** What many methods take. */
export const none = z.object({});
/** One of the open traces (topic `traces`); absent for the running session. */
export const traceId = z.string().min(1).max(1000).optional();
export const stationId = z.string().min(1).max(1000);
export const payloadText = z.string().max(LIMITS.payloadChars);
