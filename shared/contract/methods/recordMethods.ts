import { z } from 'zod';
import { repairSchema } from '../../ocpp/asMeant/repair.ts';
import { decodedSchema } from '../../trace/decoding/decoded.ts';
import { recordKindSchema } from '../../trace/record.ts';
import { traceId } from './params.ts';

const seq = z.number().int();

/** What can be made of one record. */
export const RECORD_METHODS = {
  /**
   * A message as its sender meant it. `text` is its payload as JSON (of a frame whose kind is unclear: all of it), with
   * every digit; absent where nothing can be made of it. `repairs` is what was done, empty where it is as it was
   * sent. `assumed` is what the specification says for fields that are absent. `canBeCall`: it is no message, but
   * `record.treatAsCall` can answer it.
   */
  'record.asMeant': {
    params: z.object({ seq, trace: traceId }),
    result: z.object({
      text: z.string().optional(),
      repairs: z.array(repairSchema),
      assumed: z.array(z.object({ field: z.string(), value: z.string(), count: z.number().int() })),
      canBeCall: z.boolean(),
    }),
  },
  /**
   * Answers a record as the CALL that it looks like, on the connection that is open. `seq` is the answer's record.
   * Fails with `unavailable` without a connection and with `conflict` where the record has not the form of a CALL.
   */
  'record.treatAsCall': { params: z.object({ seq }), result: z.object({ seq }) },
  /**
   * The records of one exchange in their order: a call, its answer, and a protest against the answer. Of a call without
   * an answer, `ended` is the record with which its connection ended, and `isOpen` says that an answer can still come.
   */
  'record.exchange': {
    params: z.object({ seq, trace: traceId }),
    result: z.object({
      seqs: z.array(seq),
      ended: z.object({ seq, at: z.number(), kind: recordKindSchema }).optional(),
      isOpen: z.boolean(),
    }),
  },
  /** What is packed into the texts of a payload: JSON, XML, base64, signed meter data, certificates. */
  'record.decoded': {
    params: z.object({ seq, trace: traceId }),
    result: z.object({ parts: z.array(decodedSchema) }),
  },
  /** A ticket for the raw bytes of one record, whole, however many they are. */
  'record.saveRaw': {
    params: z.object({ seq, trace: traceId }),
    result: z.object({ ticket: z.string(), fileName: z.string() }),
  },
} as const;
