import type { ConfigurationIssue } from '../../../../shared/configuration/configuration.ts';
import type { SettingIssue } from './setting.ts';

type FoundIssue = SettingIssue & { address: string; entry?: number };

/** The issues of the item at a place, or of an address that was not told. */
export type IssuesOf = (address: string, place?: number) => readonly SettingIssue[];

/**
 * What a check found, and what the core says about the same reading. The core words a suggestion at the end of the same
 * sentence, which then stands there once. Of a key that was told twice each line has what is wrong with its own value.
 */
export function issuesByAddress(found: readonly FoundIssue[], told: readonly ConfigurationIssue[]): IssuesOf {
  const known = Map.groupBy(found, ({ address }) => address);
  const others = Map.groupBy(
    told.filter(({ address }) => address !== undefined),
    ({ address }) => address,
  );
  return (address, place) => {
    const own = known.get(address) ?? [];
    const alsoTold = others.get(address) ?? [];
    const further = alsoTold.filter(
      ({ sentence }) => !own.some((issue) => sentence.startsWith(issue.sentence)),
    );
    const here = own.filter(({ entry }) => entry === undefined || entry === place);
    return onceEach([...here, ...further]);
  };
}

function onceEach(issues: readonly SettingIssue[]): SettingIssue[] {
  const bySentence = new Map<string, SettingIssue>();
  for (const { severity, sentence, suggestion } of issues) {
    const issue = suggestion === undefined ? { severity, sentence } : { severity, sentence, suggestion };
    if (!bySentence.has(sentence)) bySentence.set(sentence, issue);
  }
  return [...bySentence.values()];
}
