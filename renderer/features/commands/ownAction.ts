import type { CommandGroup } from '../../../shared/ocpp/catalog.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { PayloadCheck } from './usePayloadCheck.ts';

/** The limit of the contract. */
const MAX_CHARS = 200;

export function isListed(groups: readonly CommandGroup[], name: string): boolean {
  return groups.some(({ actions }) => actions.some((action) => action.name === name));
}

/** What was typed to find an action, as an action's name: makers have actions of their own. */
export function typedAction(groups: readonly CommandGroup[], search: string): string | undefined {
  const name = search.trim();
  if (name === '' || name.length > MAX_CHARS || /\s/.test(name)) return undefined;
  return isListed(groups, name) ? undefined : name;
}

/** Adds actions that the specification does not let a central system send, in a group of their own. */
export function withOwnActions(
  groups: readonly CommandGroup[],
  names: readonly (string | undefined)[],
  words: { title: string; description: string },
): readonly CommandGroup[] {
  const own = [...new Set(names)].filter((name) => name !== undefined && !isListed(groups, name));
  if (own.length === 0) return groups;
  const { title, description } = words;
  const actions = own.map((name = '') => ({ name, description, group: 'own', sentBy: 'both' as const }));
  return [...groups, { id: 'own', title, actions }];
}

/** What is wrong with the action itself comes before what is wrong with its payload. */
export function withActionIssue(check: PayloadCheck, issue: Issue | undefined): PayloadCheck {
  return issue === undefined ? check : { state: 'invalid', issues: [issue, ...check.issues] };
}
