import { z } from 'zod';
import { jsonSchema } from '../../json.ts';
import { answerFaultSchema, newFaultSchema } from '../../station/answerFault.ts';
import { policyDocumentSchema } from '../../station/answerPolicy.ts';
import { seenTagSchema } from '../../station/policyState.ts';
import { stationId } from './params.ts';

/** Of one station; of all stations where it is absent. A station need not have been seen yet. */
const subject = { stationId: stationId.optional() };

/** What Kerbside answers as central system. */
export const POLICY_METHODS = {
  /** `effective` is what holds for the station: its own policy laid over that for all. */
  'policy.get': {
    params: z.object(subject),
    result: z.object({
      policy: policyDocumentSchema,
      effective: policyDocumentSchema,
      faults: z.array(answerFaultSchema),
    }),
  },
  /**
   * Changes a policy, which holds from the next message on. `merge` takes a merge patch (RFC 7396: null removes),
   * `replace` a whole document. Fails with `invalid-params` where the result is no policy. `asked` are the stations
   * that waited as Pending and were sent a TriggerMessage for a BootNotification, now that they would be accepted.
   */
  'policy.set': {
    params: z.object({
      ...subject,
      policy: z.record(z.string(), jsonSchema),
      mode: z.enum(['merge', 'replace']).default('merge'),
    }),
    result: z.object({ policy: policyDocumentSchema, asked: z.array(z.string()) }),
  },
  /** Faults of a station go before those of all; of several, the one that was set first. */
  'policy.addFault': { params: z.object({ ...subject, fault: newFaultSchema }), result: answerFaultSchema },
  /** Clears one fault, or all of the station without an id. A fault that is not there any more is no failure. */
  'policy.clearFaults': {
    params: z.object({ ...subject, id: z.number().int().optional() }),
    result: z.object({ cleared: z.number().int() }),
  },
  /** The id tags that a station showed, or all stations did, the latest first. */
  'policy.seenTags': { params: z.object(subject), result: z.array(seenTagSchema) },
} as const;
