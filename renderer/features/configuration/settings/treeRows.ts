import type { VariableAddress } from '../../../../shared/configuration/variableAddress.ts';
import { countTroubled, type SettingRow } from './settingRows.ts';
import type { Setting } from './setting.ts';

/** The places above a variable: its component, and its EVSE and connector where it has them. */
interface Place {
  id: string;
  label: string;
}

function placesOf(setting: Setting): Place[] {
  const { variable } = setting;
  // An address that cannot be read stands under itself.
  if (variable === undefined) return [{ id: `place ${setting.address}`, label: setting.address }];
  const { component, componentInstance, evseId, connectorId } = variable;
  const name = componentInstance === undefined ? component : `${component}[${componentInstance}]`;
  const places = [name];
  if (evseId !== undefined) places.push(`EVSE ${evseId}`);
  if (connectorId !== undefined) places.push(`Connector ${connectorId}`);
  return places.map((label, index) => ({ id: `place ${places.slice(0, index + 1).join('\n')}`, label }));
}

interface Node {
  place: Place;
  children: Map<string, Node>;
  settings: Setting[];
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Component, EVSE, connector, variable, attribute as lines. The attribute Actual is the line of the variable itself; the
 * others stand below it. The children of a closed place are left out.
 */
export function treeRows(settings: readonly Setting[], closed: ReadonlySet<string>): SettingRow[] {
  const roots = new Map<string, Node>();
  for (const setting of settings) {
    let level = roots;
    let node: Node | undefined;
    for (const place of placesOf(setting)) {
      node = level.get(place.id) ?? { place, children: new Map(), settings: [] };
      level.set(place.id, node);
      level = node.children;
    }
    node?.settings.push(setting);
  }
  return nodeRows(roots, 0, closed);
}

function nodeRows(
  nodes: ReadonlyMap<string, Node>,
  depth: number,
  closed: ReadonlySet<string>,
): SettingRow[] {
  const sorted = [...nodes.values()].sort((one, other) =>
    collator.compare(one.place.label, other.place.label),
  );
  return sorted.flatMap((node): SettingRow[] => {
    const { place, children, settings } = node;
    const all = [...membersOf(node)];
    const isOpen = !closed.has(place.id);
    const head: SettingRow = {
      kind: 'group',
      id: place.id,
      label: place.label,
      depth,
      count: all.length,
      isOpen,
      issues: countTroubled(all),
    };
    if (!isOpen) return [head];
    return [head, ...variableRows(settings, depth + 1), ...nodeRows(children, depth + 1, closed)];
  });
}

function* membersOf(node: Node): Generator<Setting> {
  yield* node.settings;
  for (const child of node.children.values()) yield* membersOf(child);
}

function variableName({ variable, address }: Setting): string {
  return variable === undefined ? address : `${variable.variable}\n${variable.variableInstance ?? ''}`;
}

const ORDER: readonly VariableAddress['attribute'][] = ['Actual', 'Target', 'MinSet', 'MaxSet'];

function attributeRank({ variable }: Setting): number {
  return variable === undefined ? 0 : ORDER.indexOf(variable.attribute);
}

function variableRows(settings: readonly Setting[], depth: number): SettingRow[] {
  const variables = Map.groupBy(settings, variableName);
  const names = [...variables.keys()].sort(collator.compare);
  return names.flatMap((name) => {
    const attributes = (variables.get(name) ?? []).toSorted(
      (one, other) => attributeRank(one) - attributeRank(other),
    );
    return attributes.map((setting, index): SettingRow => {
      const isVariable = attributeRank(setting) === 0;
      // Without Actual the first attribute has to say which variable it is of.
      const shown =
        index === 0 && !isVariable && setting.variable !== undefined
          ? { ...setting, label: `${setting.variable.variable}#${setting.variable.attribute}` }
          : setting;
      return { kind: 'setting', id: setting.id, setting: shown, depth: index === 0 ? depth : depth + 1 };
    });
  });
}

/** The ids of all places, for folding the whole tree. */
export function placeIds(settings: readonly Setting[]): Set<string> {
  return new Set(settings.flatMap((setting) => placesOf(setting).map(({ id }) => id)));
}
