import { z } from 'zod';
import { diagnosticsFetchSchema } from '../../files/diagnosticsFetch.ts';
import { logKindSchema } from '../../files/logKind.ts';
import { transferProtocolSchema } from '../../files/transferProtocol.ts';
import { stationId, traceId } from './params.ts';

const fetchId = z.string().min(1).max(200);
const at = z.number().int().min(0);

/** Logs of stations. How a fetch goes on is in the topic `diagnostics`. */
export const FILE_METHODS = {
  /**
   * Asks a station for its diagnostics, or another log, and waits for the file on the spot: GetDiagnostics or GetLog, as its version
   * has it. Answers when the request is on its way. `from` and `to` are epoch ms. Without `protocol` the one is taken that suits the
   * station. `isAnonymous` leaves user and password out of addresses for FTP. Files go beside the session, or into `folder`, which
   * only a client on this computer may name (else `permission`). Fails with `not-found`, `unavailable` (not connected, or no protocol
   * can be had), `busy` (is being asked already) and `invalid-params` (the version has no such log).
   */
  'diagnostics.fetch': {
    params: z.object({
      stationId,
      kind: logKindSchema.optional(),
      from: at.optional(),
      to: at.optional(),
      protocol: transferProtocolSchema.optional(),
      retries: z.number().int().min(0).max(100).optional(),
      retryIntervalS: z.number().int().min(0).max(86_400).optional(),
      isAnonymous: z.boolean().optional(),
      folder: z.string().min(1).max(4096).optional(),
    }),
    result: diagnosticsFetchSchema,
  },
  /**
   * Stops waiting for the file, and for the answer to the request. The station is not told: OCPP has no request for that.
   */
  'diagnostics.cancel': { params: z.object({ id: fetchId }), result: diagnosticsFetchSchema },
  /**
   * Gives a fetch up and asks again by the next protocol, or the one that is named. Fails as `diagnostics.fetch` does, and with
   * `conflict` where the file has come, or every protocol was tried.
   */
  'diagnostics.retry': {
    params: z.object({ id: fetchId, protocol: transferProtocolSchema.optional() }),
    result: diagnosticsFetchSchema,
  },
  /** Of one station or all, oldest first. */
  'diagnostics.list': {
    params: z.object({ stationId: stationId.optional(), trace: traceId }),
    result: z.array(diagnosticsFetchSchema),
  },
  /** The file that has come, as a ticket for the host. Fails with `not-found` where none has, or it is gone. */
  'diagnostics.save': {
    params: z.object({ id: fetchId }),
    result: z.object({ ticket: z.string(), fileName: z.string() }),
  },
} as const;
