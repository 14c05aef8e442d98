import { sameTagKey, type PolicyDocument, type TagRule } from '../../../../../shared/station/answerPolicy.ts';

/** What holds for a station: its own policy laid over that for all stations, field by field. */
export function effectivePolicy(ofAll: PolicyDocument, own: PolicyDocument): PolicyDocument {
  const rules = [...(own.dataTransfer?.rules ?? []), ...(ofAll.dataTransfer?.rules ?? [])];
  return {
    ...section('boot', ofAll.boot, own.boot),
    ...section('idTags', ofAll.idTags, own.idTags, {
      tags: joinedTags(ofAll, own),
    }),
    ...section('transactions', ofAll.transactions, own.transactions),
    ...section('dataTransfer', ofAll.dataTransfer, own.dataTransfer, { rules }),
  };
}

/** Nothing at all where neither policy has the section. */
function section<T extends object>(
  name: string,
  ofAll: T | undefined,
  own: T | undefined,
  joined: Partial<T> = {},
): Partial<PolicyDocument> {
  return ofAll === undefined && own === undefined ? {} : { [name]: { ...ofAll, ...own, ...joined } };
}

/** In the spelling of the station's own rule, where both have one for the same tag. */
function joinedTags(ofAll: PolicyDocument, own: PolicyDocument): Record<string, TagRule> {
  const byKey = new Map<string, readonly [string, TagRule]>();
  for (const { idTags } of [ofAll, own]) {
    for (const entry of Object.entries(idTags?.tags ?? {})) byKey.set(sameTagKey(entry[0]), entry);
  }
  return Object.fromEntries(byKey.values());
}
