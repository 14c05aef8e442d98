import {
  parseAskedComponent,
  type ComponentCriterion,
  type ReadPart,
} from '../../../../shared/configuration/readPart.ts';

/** A part of a device model as it is being put together. */
export interface PartDraft {
  criteria: readonly ComponentCriterion[];
  /** Names, with commas between them. */
  components: string;
}

export const EMPTY_PART: PartDraft = { criteria: [], components: '' };

/** What the draft asks for; nothing where it asks for nothing, or where a name cannot be read: that is `wrong`. */
export function partOfDraft({ criteria, components }: PartDraft): { part?: ReadPart; wrong?: string } {
  const names = components
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const asked = names.map(parseAskedComponent);
  const wrong = names.find((_name, index) => asked[index] === undefined);
  if (wrong !== undefined) return { wrong };
  const found = asked.filter((one) => one !== undefined);
  if (criteria.length + found.length === 0) return {};
  return {
    part: {
      ...(criteria.length === 0 ? {} : { criteria: [...criteria] }),
      ...(found.length === 0 ? {} : { components: found }),
    },
  };
}
