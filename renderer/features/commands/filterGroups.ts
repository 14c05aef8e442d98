import type { CommandGroup } from '../../../shared/ocpp/catalog.ts';

/** The actions whose name or purpose has all the words that were typed; groups without any are left out. */
export function filterGroups(groups: readonly CommandGroup[], search: string): readonly CommandGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups
    .map((group) => ({
      ...group,
      actions: group.actions.filter(({ name, description }) => {
        const text = `${name} ${group.title} ${description}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ actions }) => actions.length > 0);
}

/** The action to which a key leads; nothing for keys that do not walk, or at the ends. */
export function neighbourAction(
  groups: readonly CommandGroup[],
  action: string,
  key: string,
): string | undefined {
  const names = groups.flatMap(({ actions }) => actions.map(({ name }) => name));
  const at = names.indexOf(action);
  switch (key) {
    case 'ArrowDown':
      return names[at + 1];
    case 'ArrowUp':
      return at === -1 ? names.at(-1) : names[at - 1];
    case 'Home':
      return names[0];
    case 'End':
      return names.at(-1);
    // From the search field: the best match.
    case 'Enter':
      return at === -1 ? names[0] : undefined;
    default:
      return undefined;
  }
}
