import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/** What many methods take. */
export const none = z.object({});
export const stationId = z.string().min(1).max(1000);
export const payloadText = z.string().max(LIMITS.payloadChars);
