import { z } from 'zod';
import { quirkChangeSchema } from '../../station/quirkChange.ts';
import { quirkProfileSchema } from '../../station/quirkProfile.ts';
import { quirkStateSchema } from '../../station/quirkState.ts';
import { stationId } from './params.ts';

const findingId = z.string().min(1).max(1000);

/** How each station is treated. All fail with `not-found` for a station that was never seen. */
export const QUIRK_METHODS = {
  'quirks.get': { params: z.object({ stationId }), result: quirkStateSchema },
  /** Replaces the whole profile. */
  'quirks.set': { params: z.object({ stationId, profile: quirkProfileSchema }), result: quirkStateSchema },
  /** Changes some settings; `null` sets one back to the usual. */
  'quirks.change': { params: z.object({ stationId, change: quirkChangeSchema }), result: quirkStateSchema },
  /**
   * Replaces the profile by that of a file, all but a call-back address. `note` says that the file was made for another
   * make. Fails with `invalid-params` and what is wrong with the file.
   */
  'quirks.import': {
    params: z.object({ stationId, text: z.string().max(100_000) }),
    result: z.object({ state: quirkStateSchema, note: z.string().optional() }),
  },
  /** The profile as a file: its text, and a ticket for a host that saves it. */
  'quirks.export': {
    params: z.object({ stationId }),
    result: z.object({ text: z.string(), fileName: z.string(), ticket: z.string() }),
  },
  /** Makes what a finding proposes hold; `not-found` where it proposes nothing. */
  'quirks.accept': { params: z.object({ stationId, findingId }), result: quirkStateSchema },
  /** Does not propose it again. */
  'quirks.dismiss': { params: z.object({ stationId, findingId }), result: quirkStateSchema },
} as const;
