import type { KeyAccess, SettingKnowledge } from '../configuration/keyDescription.ts';
import type { ValueShape } from '../configuration/valueShape.ts';

/** A variable of the standard's device model (OCPP 2.0.1 and 2.1 part 2, appendix 3). */
export interface VariableDescription extends ValueShape, SettingKnowledge {
  /** `*` for the generic variables, which any component may have. */
  component: string;
  variable: string;
  /** The instances that the specification names; absent for a variable without instances. */
  instances?: readonly string[];
  /** Those that must be there where the variable is required; without it all of `instances`. */
  requiredInstances?: readonly string[];
  /** What the instances stand for where they are not fixed words, such as "the language". */
  instanceOf?: string;
  /**
   * Whether a station that has the component must have the variable; `V2X`: only one that can feed back into the grid. The
   * components of `ALWAYS_THERE` every station has.
   */
  isRequired: boolean | 'V2X';
  /** The version that brought it, where it is not 2.0.1. */
  since?: '2.1';
  /** The members of the list are measurands, of which each version has its own. */
  areMeasurands?: boolean;
}

/** What a row of the catalogue says besides its names, type and meaning. */
export type VariableTraits = Partial<
  Omit<VariableDescription, 'component' | 'variable' | 'type' | 'meaning'>
>;

/** A row before it knows its component. */
export type VariableRow = Omit<VariableDescription, 'component' | 'clause'>;

const READ_ONLY: { access: KeyAccess; isRequired: boolean } = { access: 'read-only', isRequired: false };

export function flag(variable: string, meaning: string, traits: VariableTraits = {}): VariableRow {
  return { ...READ_ONLY, ...traits, variable, meaning, type: 'boolean' };
}

export function whole(variable: string, meaning: string, traits: VariableTraits = {}): VariableRow {
  return { ...READ_ONLY, min: 0, ...traits, variable, meaning, type: 'integer' };
}

export function decimal(variable: string, meaning: string, traits: VariableTraits = {}): VariableRow {
  return { ...READ_ONLY, ...traits, variable, meaning, type: 'decimal' };
}

export function text(variable: string, meaning: string, traits: VariableTraits = {}): VariableRow {
  return { ...READ_ONLY, ...traits, variable, meaning, type: 'string' };
}

export function moment(variable: string, meaning: string, traits: VariableTraits = {}): VariableRow {
  return { ...READ_ONLY, ...traits, variable, meaning, type: 'dateTime' };
}

export function choice(
  variable: string,
  meaning: string,
  values: readonly string[] | undefined,
  traits: VariableTraits = {},
): VariableRow {
  return {
    ...READ_ONLY,
    ...(values === undefined ? {} : { values }),
    ...traits,
    variable,
    meaning,
    type: 'choice',
  };
}

export function members(
  variable: string,
  meaning: string,
  values: readonly string[] | undefined,
  traits: VariableTraits = {},
): VariableRow {
  return {
    ...READ_ONLY,
    ...(values === undefined ? {} : { values }),
    ...traits,
    variable,
    meaning,
    type: 'list',
  };
}

export function sequence(
  variable: string,
  meaning: string,
  values: readonly string[] | undefined,
  traits: VariableTraits = {},
): VariableRow {
  return {
    ...READ_ONLY,
    ...(values === undefined ? {} : { values }),
    ...traits,
    variable,
    meaning,
    type: 'sequence',
  };
}

export function measurands(variable: string, meaning: string, traits: VariableTraits = {}): VariableRow {
  return {
    ...READ_ONLY,
    access: 'read-write',
    areMeasurands: true,
    ...traits,
    variable,
    meaning,
    type: 'list',
  };
}

/** The rows of one component, each with the clause where it stands. */
export function variablesOf(
  component: string,
  rows: readonly VariableRow[],
  traits: VariableTraits = {},
): VariableDescription[] {
  return rows.map((row) => {
    const whole = { ...row, ...traits, component };
    return {
      ...whole,
      clause: `OCPP ${whole.since ?? '2.0.1'} part 2, appendix 3, ${component}.${row.variable}`,
    };
  });
}
