import { z } from 'zod';
import {
  NO_POLICY,
  policyDocumentSchema,
  type PolicyDocument,
} from '../../../../../shared/station/answerPolicy.ts';
import type { SeenTag } from '../../../../../shared/station/policyState.ts';
import type { MetaStore } from '../../transactionIds.ts';
import { seenTagsSchema } from './seenTags.ts';

const POLICIES = 'answerPolicies';
const SEEN_TAGS = 'seenTags';

/** In pairs, since a station may have any id, `__proto__` too. */
const fileSchema = z.object({
  ofAll: policyDocumentSchema.optional(),
  stations: z.array(z.tuple([z.string(), policyDocumentSchema])),
});

export interface KeptPolicies {
  ofAll: PolicyDocument;
  stations: readonly (readonly [string, PolicyDocument])[];
}

/** Policies in the session file. Faults are left out on purpose: nobody shall meet yesterday's fault today. */
export class PolicyKeeper {
  readonly #meta: MetaStore;
  readonly #log: (line: string) => void;

  constructor(meta: MetaStore, log: (line: string) => void) {
    this.#meta = meta;
    this.#log = log;
  }

  policies(): KeptPolicies {
    const kept = this.#read(POLICIES, fileSchema);
    return { ofAll: kept?.ofAll ?? NO_POLICY, stations: kept?.stations ?? [] };
  }

  keepPolicies({ ofAll, stations }: KeptPolicies): void {
    this.#meta.set(POLICIES, JSON.stringify({ ofAll, stations }));
  }

  seenTags(): SeenTag[] {
    return this.#read(SEEN_TAGS, seenTagsSchema) ?? [];
  }

  keepSeenTags(seen: readonly SeenTag[]): void {
    this.#meta.set(SEEN_TAGS, JSON.stringify(seen));
  }

  /** What cannot be read, of a newer Kerbside perhaps, is told and does not keep the session from opening. */
  #read<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const text = this.#meta.get(key);
    if (text === undefined) return undefined;
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      this.#log(`${key} of the session file cannot be read: ${String(error)}`);
      return undefined;
    }
  }
}
