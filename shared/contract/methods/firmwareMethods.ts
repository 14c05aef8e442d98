import { z } from 'zod';
import { pushedFileSchema, firmwareUpdateSchema, preCheckSchema } from '../../files/firmwareUpdate.ts';
import { firmwareSignerSchema } from '../../files/firmwareSigner.ts';
import { firmwareUrlFormSchema } from '../../files/firmwareUrlForm.ts';
import { transferProtocolSchema } from '../../files/transferProtocol.ts';
import { failureSchema } from '../failure.ts';
import { stationId, traceId } from './params.ts';

const id = z.string().min(1).max(200);
const at = z.number().int().min(0);
const path = z.string().min(1).max(4096);
const stationIds = z.array(stationId).min(1).max(1000);
/** Nothing is sent to a charger unless somebody was told what will happen and said yes to it. */
const isConfirmed = z.literal(true);

/** A file of this computer, which only a client on it may name (else `permission`), or one of the library. */
const file = z.union([z.object({ path }), z.object({ libraryId: id })]);

/** How the file is signed here; or its signature as the maker delivered it, Base64 and PEM. */
const signing = z.union([
  firmwareSignerSchema,
  z.object({
    signature: z.string().min(1).max(20_000),
    signingCertificate: z.string().min(1).max(50_000),
  }),
]);

/** How a file is to be handed out; the same for all stations. */
const offering = {
  file,
  /** What the stations are to report afterwards; else what the library knows of the file. */
  version: z.string().min(1).max(200).optional(),
  /** Without, the one that suits each station. */
  protocol: transferProtocolSchema.optional(),
  urlForm: firmwareUrlFormSchema.optional(),
  /** The barest HTTP/1.1, for fussy updaters. */
  isPlain: z.boolean().optional(),
  /** Left out unless given: some stations take 0 for "never try". */
  retries: z.number().int().min(0).max(100).optional(),
  retryIntervalS: z.number().int().min(0).max(86_400).optional(),
};
const pushing = {
  ...offering,
  stationIds,
  signing: signing.optional(),
  /** Without, at once. */
  retrieveAt: at.optional(),
  /** Only signed requests of 1.6 and requests of 2.x can say it. */
  installAt: at.optional(),
};

/** What would become of a push to one station. `failure`: why nothing can be sent, whatever is overruled. */
const checkedSchema = z.object({
  stationId,
  canPush: z.boolean(),
  failure: failureSchema.optional(),
  preChecks: z.array(preCheckSchema),
  versionBefore: z.string().optional(),
  action: z.string().optional(),
  protocol: transferProtocolSchema.optional(),
  protocolReason: z.string().optional(),
  /** Other protocols that could be tried. */
  otherProtocols: z.array(transferProtocolSchema),
  urlForms: z.array(firmwareUrlFormSchema),
  /** What the address will look like; it is made when it is sent. */
  location: z.string().optional(),
  /** In plain words, in order: what is asked, fetched, installed, and what is watched. */
  whatHappens: z.array(z.string()),
});

const pushedSchema = z.object({
  stationId,
  update: firmwareUpdateSchema.optional(),
  failure: failureSchema.optional(),
});

/** Firmware for stations. How an update goes on is in the topic `firmware`. */
export const FIRMWARE_METHODS = {
  /**
   * What a push would do, station by station; nothing is sent but a question for the protocols that a station takes. Fails with
   * `not-found`, `invalid-params` (empty), `io` or `permission` where the file is no file that can be handed out.
   */
  'firmware.check': {
    params: z.object(pushing),
    result: z.object({ file: pushedFileSchema, stations: z.array(checkedSchema) }),
  },
  /**
   * Pushes a file to stations: UpdateFirmware or SignedUpdateFirmware, as the version of each has it. Answers at once, station by
   * station: with an update that is begun or queued, or with why there is none. `limit` is how many download at a time. Without
   * `isForced` a station whose checks block is not pushed to (`conflict`). A configuration is read and kept before, unless
   * `hasNoSnapshot`. Fails as `firmware.check` does.
   */
  'firmware.push': {
    params: z.object({
      ...pushing,
      limit: z.number().int().min(1).max(100).optional(),
      isForced: z.boolean().optional(),
      hasNoSnapshot: z.boolean().optional(),
      isConfirmed,
    }),
    result: z.array(pushedSchema),
  },
  /**
   * Gives an update up: a queued one is not sent, and of one that is under way the file is not handed out any more. What is installed
   * already goes on: OCPP has no request to stop it.
   */
  'firmware.cancel': { params: z.object({ id }), result: firmwareUpdateSchema },
  /**
   * Gives an update up and sends it again as it was but for what is named; with nothing named by the next form of the address, or the
   * next protocol. Fails with `not-found`, with `conflict` where it is verified or everything was tried, and as a push does.
   */
  'firmware.retry': {
    params: z.object({
      id,
      protocol: transferProtocolSchema.optional(),
      urlForm: firmwareUrlFormSchema.optional(),
      isPlain: z.boolean().optional(),
      isForced: z.boolean().optional(),
      isConfirmed,
    }),
    result: firmwareUpdateSchema,
  },
  /** Of one station or all, oldest first. */
  'firmware.list': {
    params: z.object({ stationId: stationId.optional(), trace: traceId }),
    result: z.array(firmwareUpdateSchema),
  },
  /**
   * Has a local controller fetch a file and hand it out to the stations behind it (PublishFirmware, 2.x only). Fails as a push does, and
   * with `invalid-params` where the version has no such request.
   */
  'firmware.publish': {
    params: z.object({ ...offering, stationId, isForced: z.boolean().optional(), isConfirmed }),
    result: firmwareUpdateSchema,
  },
  /** Has it stop to hand the file out (UnpublishFirmware), named by its MD5. `status` as it answered. */
  'firmware.unpublish': {
    params: z.object({ stationId, checksum: z.string().regex(/^[0-9a-f]{32}$/i), isConfirmed }),
    result: z.object({
      status: z.string(),
      isDone: z.boolean(),
      sentence: z.string(),
      requestSeq: z.number().int().optional(),
      responseSeq: z.number().int().optional(),
    }),
  },
} as const;
