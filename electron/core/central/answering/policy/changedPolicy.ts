import { ContractError } from '../../../../../shared/contract/failure.ts';
import { isJsonObject, jsonSchema, type JsonObject } from '../../../../../shared/json.ts';
import { mergePatch } from '../../../../../shared/mergePatch.ts';
import {
  policyDocumentSchema,
  sameTagKey,
  type PolicyDocument,
} from '../../../../../shared/station/answerPolicy.ts';

export type PolicyChangeMode = 'merge' | 'replace';

/** The policy after a change. Throws `invalid-params` with the place that is wrong. */
export function changedPolicy(
  before: PolicyDocument,
  change: JsonObject,
  mode: PolicyChangeMode,
): PolicyDocument {
  const spelt = withSpellingOf(before, change);
  const wanted = mode === 'replace' ? mergePatch({}, spelt) : mergePatch(asJson(before), spelt);
  const read = policyDocumentSchema.safeParse(withoutEmpty(wanted));
  if (read.success) return read.data;
  const [first] = read.error.issues;
  const place = first?.path.join('.') ?? '';
  throw new ContractError('invalid-params', `This is no answer policy: ${place}: ${first?.message ?? ''}.`, {
    hint: 'Nothing was changed.',
  });
}

/** A tag that is written in other letters is the same tag: its rule is changed, not doubled. */
function withSpellingOf(before: PolicyDocument, change: JsonObject): JsonObject {
  const { idTags } = change;
  const tags = isJsonObject(idTags) ? idTags['tags'] : undefined;
  if (!isJsonObject(idTags) || !isJsonObject(tags)) return change;
  const spelling = new Map(Object.keys(before.idTags?.tags ?? {}).map((tag) => [sameTagKey(tag), tag]));
  const entries = Object.entries(tags).map(([tag, rule]) => {
    const known = spelling.get(sameTagKey(tag)) ?? tag;
    spelling.set(sameTagKey(tag), known);
    return [known, rule] as const;
  });
  return { ...change, idTags: { ...idTags, tags: Object.fromEntries(entries) } };
}

/** Sections that hold nothing any more are left away, so that a policy without rules is `{}` again. */
function withoutEmpty(policy: JsonObject): JsonObject {
  const kept = Object.entries(policy).flatMap(([name, value]) => {
    const inner = isJsonObject(value) ? withoutEmptyFields(value) : value;
    return isJsonObject(inner) && Object.keys(inner).length === 0 ? [] : [[name, inner] as const];
  });
  return Object.fromEntries(kept);
}

function withoutEmptyFields(section: JsonObject): JsonObject {
  const isEmpty = (value: unknown): boolean =>
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(
    Object.entries(section).filter(([name, value]) => name === 'data' || !isEmpty(value)),
  );
}

function asJson(policy: PolicyDocument): JsonObject {
  const json = jsonSchema.parse(structuredClone(policy));
  return isJsonObject(json) ? json : {};
}
