import type { JsonObject } from '../../json.ts';
import type { ExampleValues, KnownConnector } from './exampleContext.ts';

/** A payload with a name that says what it does. */
export interface NamedPreset {
  label: string;
  payload: JsonObject;
}

export type NamedPresets = Readonly<Record<string, (values: ExampleValues) => readonly NamedPreset[]>>;

/** Stations with dozens of connectors exist; a row of buttons has an end. */
const MOST_CONNECTORS = 8;

/** One preset for each connector or EVSE. */
export function eachConnector(
  { connectors }: ExampleValues,
  make: (connector: KnownConnector) => NamedPreset,
): NamedPreset[] {
  return connectors.slice(0, MOST_CONNECTORS).map(make);
}

/** One for each EVSE: a station may have several connectors at one. */
export function eachEvse(
  { connectors }: ExampleValues,
  make: (evseId: number) => NamedPreset,
): NamedPreset[] {
  const evseIds = [...new Set(connectors.map(({ evseId = 1 }) => evseId))];
  return evseIds.slice(0, MOST_CONNECTORS).map(make);
}

/** One for each name, which is its label. */
export function eachName(names: readonly string[], make: (name: string) => JsonObject): NamedPreset[] {
  return names.map((name) => ({ label: name, payload: make(name) }));
}
