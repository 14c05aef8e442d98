import { sameTagKey, type PolicyDocument, type TagRule } from '../../../shared/station/answerPolicy.ts';
import type { SeenTag } from '../../../shared/station/policyState.ts';

/** A tag that has a rule, or was shown, or both. */
export interface TagRow {
  /** As it is spelt in its rule, else as it was shown. */
  tag: string;
  own?: TagRule;
  ofAll?: TagRule;
  seen?: SeenTag;
}

/** Every tag once, however its letters are spelt: those shown first, the latest on top, then those never shown. */
export function tagRows(own: PolicyDocument, ofAll: PolicyDocument, seen: readonly SeenTag[]): TagRow[] {
  const rows = new Map<string, TagRow>();
  for (const one of seen) {
    const key = sameTagKey(one.tag);
    // Of all stations a tag may be listed more than once; the latest is the first.
    if (!rows.has(key)) rows.set(key, { tag: one.tag, seen: one });
  }
  for (const [tag, rule] of Object.entries(ofAll.idTags?.tags ?? {})) {
    rows.set(sameTagKey(tag), { ...rows.get(sameTagKey(tag)), tag, ofAll: rule });
  }
  for (const [tag, rule] of Object.entries(own.idTags?.tags ?? {})) {
    rows.set(sameTagKey(tag), { ...rows.get(sameTagKey(tag)), tag, own: rule });
  }
  return [...rows.values()];
}
