import type { ConfigurationIssue } from '../../../../shared/configuration/configuration.ts';
import type { SettingIssue } from './setting.ts';

/** What a check found, and what the core says about the same reading, by address; the same sentence stands there once. */
export function issuesByAddress(
  found: readonly (SettingIssue & { address: string })[],
  told: readonly ConfigurationIssue[],
): ReadonlyMap<string, readonly SettingIssue[]> {
  const others: (SettingIssue & { address?: string | undefined })[] = [...told];
  const issues = new Map<string, SettingIssue[]>();
  for (const { address, severity, sentence, suggestion } of [...found, ...others]) {
    if (address === undefined) continue;
    const known = issues.get(address) ?? [];
    if (known.some((issue) => issue.sentence === sentence)) continue;
    known.push(suggestion === undefined ? { severity, sentence } : { severity, sentence, suggestion });
    issues.set(address, known);
  }
  return issues;
}
