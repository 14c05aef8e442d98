import { z } from 'zod';
import { jsonSchema } from '../json.ts';

/** RegistrationStatus; 1.5 has no Pending and is answered Rejected instead. */
export const BOOT_STATUSES = ['Accepted', 'Pending', 'Rejected'] as const;
export const bootStatusSchema = z.enum(BOOT_STATUSES);
export type BootStatus = z.infer<typeof bootStatusSchema>;

/** AuthorizationStatus of 1.5 and 1.6 (OCPP 1.6 §7.2). */
export const TAG_STATUSES_1 = ['Accepted', 'Blocked', 'Expired', 'Invalid', 'ConcurrentTx'] as const;
/** AuthorizationStatusEnumType of 2.x; what 1.x does not have is answered as Invalid there. */
export const TAG_STATUSES = [
  ...TAG_STATUSES_1,
  'NoCredit',
  'NotAllowedTypeEVSE',
  'NotAtThisLocation',
  'NotAtThisTime',
  'Unknown',
] as const;
export const tagStatusSchema = z.enum(TAG_STATUSES);
export type TagStatus = z.infer<typeof tagStatusSchema>;

/** Whom an id tag lets in that has no rule of its own. */
export const TAG_MODES = ['accept', 'list', 'reject'] as const;
export const tagModeSchema = z.enum(TAG_MODES);
export type TagMode = z.infer<typeof tagModeSchema>;

export const DATA_TRANSFER_STATUSES = [
  'Accepted',
  'Rejected',
  'UnknownMessageId',
  'UnknownVendorId',
] as const;
export const dataTransferStatusSchema = z.enum(DATA_TRANSFER_STATUSES);
export type DataTransferStatus = z.infer<typeof dataTransferStatusSchema>;

/** How many rules of a kind one policy may have. */
const RULES_LIMIT = 2000;

const INT32_MAX = 2 ** 31 - 1;
const intervalS = z.number().int().min(0).max(INT32_MAX);
const transactionId = z
  .number()
  .int()
  .min(-INT32_MAX - 1)
  .max(INT32_MAX);
/** The longest id token is 2.1's (255); each answer leaves out what its own version has no room for. */
export const tagText = z.string().min(1).max(255);

/** The answer for one id tag. `expiryDate` and `parent` go out as they are, beside whatever status. */
export const tagRuleSchema = z.strictObject({
  status: tagStatusSchema,
  expiryDate: z.iso.datetime({ offset: true }).optional(),
  /** `parentIdTag` of 1.x, `groupIdToken` of 2.x. */
  parent: tagText.optional(),
});
export type TagRule = z.infer<typeof tagRuleSchema>;

const bootRulesSchema = z.strictObject({
  status: bootStatusSchema.optional(),
  /** Seconds between heartbeats, told with Accepted. */
  heartbeatIntervalS: intervalS.optional(),
  /** Seconds until the next BootNotification, told with Pending and Rejected; 0: as the station likes. */
  retryIntervalS: intervalS.optional(),
  /** Sent in 2.x only. */
  statusInfo: z
    .strictObject({
      reasonCode: z.string().min(1).max(20),
      additionalInfo: z.string().min(1).max(512).optional(),
    })
    .optional(),
});

const tagRulesSchema = z.strictObject({
  mode: tagModeSchema.optional(),
  /** A tag that runs a transaction elsewhere gets ConcurrentTx when it starts another. */
  concurrent: z.boolean().optional(),
  /** By tag; compared without regard to case (OCPP 1.6 §7.28). */
  tags: z
    .record(tagText, tagRuleSchema)
    .refine((tags) => Object.keys(tags).length <= RULES_LIMIT, `at most ${RULES_LIMIT} tags`)
    .optional(),
});

const transactionRulesSchema = z.strictObject({
  /** The next StartTransaction (1.x) gets this number, those after it the numbers that follow. */
  nextId: transactionId.optional(),
  /** Every StartTransaction (1.x) gets this number. It goes before `nextId`. */
  fixedId: transactionId.optional(),
  /** Whatever the tag: in StartTransaction, in TransactionEvent until it ends. */
  startStatus: tagStatusSchema.optional(),
  /** Whatever the tag: in StopTransaction, in the TransactionEvent of the end. */
  stopStatus: tagStatusSchema.optional(),
  /** 2.x, in the answer to the end of a transaction, in the currency of the station. */
  totalCost: z.number().min(-1e9).max(1e9).optional(),
  /** 2.x, -9 (least) to 9. */
  chargingPriority: z.number().int().min(-9).max(9).optional(),
  /** 2.x `updatedPersonalMessage`. */
  personalMessage: z.string().min(1).max(512).optional(),
});

export const dataTransferRuleSchema = z.strictObject({
  vendorId: z.string().min(1).max(255),
  /** Absent: every message of the vendor that has no rule of its own. */
  messageId: z.string().min(1).max(50).optional(),
  status: dataTransferStatusSchema,
  data: jsonSchema.optional(),
});
export type DataTransferRule = z.infer<typeof dataTransferRuleSchema>;

const dataTransferRulesSchema = z.strictObject({
  /** Where no rule fits. */
  status: dataTransferStatusSchema.optional(),
  data: jsonSchema.optional(),
  rules: z.array(dataTransferRuleSchema).max(RULES_LIMIT).optional(),
});

/**
 * What Kerbside answers to one station as its central system, or to all. What is absent in the policy of a station is
 * as in that for all; what is absent there is as Kerbside answers by itself.
 */
export const policyDocumentSchema = z.strictObject({
  boot: bootRulesSchema.optional(),
  idTags: tagRulesSchema.optional(),
  transactions: transactionRulesSchema.optional(),
  dataTransfer: dataTransferRulesSchema.optional(),
});
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;

/** Kerbside answers by itself. */
export const NO_POLICY: PolicyDocument = Object.freeze({});

/** The form in which id tags are compared. */
export function sameTagKey(tag: string): string {
  return tag.toLowerCase();
}
