import { z } from 'zod';
import { formatVariableAddress, parseVariableAddress, type VariableAddress } from './variableAddress.ts';

/** What a component can be asked to meet (ComponentCriterionEnumType, OCPP 2.0.1 part 2 §3.13). */
export const COMPONENT_CRITERIA = ['Active', 'Available', 'Enabled', 'Problem'] as const;
export type ComponentCriterion = (typeof COMPONENT_CRITERIA)[number];

const name = z.string().min(1).max(200);
const number = z.number().int().min(0);

/** A component, or one of its variables; without an instance or an EVSE it stands for all of that name. */
export const askedComponentSchema = z.object({
  component: name,
  componentInstance: name.optional(),
  evseId: number.optional(),
  connectorId: number.optional(),
  variable: name.optional(),
  variableInstance: name.optional(),
});
export type AskedComponent = z.infer<typeof askedComponentSchema>;

/**
 * A part of a device model to ask for with GetReport (OCPP 2.0.1 B08): the components that meet one of the criteria, these components, or of
 * these the ones that meet one.
 */
export const readPartSchema = z
  .object({
    criteria: z.array(z.enum(COMPONENT_CRITERIA)).min(1).max(COMPONENT_CRITERIA.length).optional(),
    components: z.array(askedComponentSchema).min(1).max(500).optional(),
  })
  .refine(({ criteria, components }) => criteria !== undefined || components !== undefined, {
    message: 'needs criteria or components',
  });
export type ReadPart = z.infer<typeof readPartSchema>;

/** Stands for a variable where only the component is named. */
const ANY = 'Any';

/**
 * Reads `Component`, `Component.Variable` or `Component:Variable`, each with an instance in brackets and the component with `@evse:connector`,
 * as addresses have it. Nothing where the text is none of that.
 */
export function parseAskedComponent(text: string): AskedComponent | undefined {
  const trimmed = text.trim();
  const whole = parseVariableAddress(trimmed);
  if (whole !== undefined) return asked(whole);
  // A colon that is followed by a number names a connector.
  const [, before, after] = /^(.+?):((?!\d).+)$/s.exec(trimmed) ?? [];
  if (before !== undefined) {
    const named = parseVariableAddress(`${before}.${after ?? ''}`);
    return named === undefined ? undefined : asked(named);
  }
  const component = parseVariableAddress(`${trimmed}.${ANY}`);
  if (component === undefined || component.component.includes(':')) return undefined;
  const { variable: _any, ...rest } = asked(component);
  return rest;
}

function asked({ attribute: _attribute, ...address }: VariableAddress): AskedComponent {
  return address;
}

/** The actual value of a variable of an asked component: of the one that is asked for, or of another one. */
export function variableOf(
  { component, componentInstance, evseId, connectorId, ...asked }: AskedComponent,
  variable: string,
): VariableAddress {
  const { variableInstance } = asked;
  const hasInstance = variableInstance !== undefined && asked.variable === variable;
  return {
    component,
    variable,
    attribute: 'Actual',
    ...(componentInstance === undefined ? {} : { componentInstance }),
    ...(evseId === undefined ? {} : { evseId }),
    ...(connectorId === undefined ? {} : { connectorId }),
    ...(hasInstance ? { variableInstance } : {}),
  };
}

/** As `parseAskedComponent` reads it. */
export function formatAskedComponent(asked: AskedComponent): string {
  if (asked.variable !== undefined) return formatVariableAddress(variableOf(asked, asked.variable));
  return formatVariableAddress(variableOf(asked, ANY)).slice(0, -(ANY.length + 1));
}

const MOST_NAMED = 5;

/** `components that meet Problem or Available`, `EVSE@1 and Connector.Available`. */
export function readPartWords({ criteria = [], components = [] }: ReadPart): string {
  const named = components.slice(0, MOST_NAMED).map(formatAskedComponent);
  const rest = components.length - named.length;
  const places = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  if (criteria.length === 0) return places;
  const meets = `that meet ${criteria.join(' or ')}`;
  return places === '' ? `components ${meets}` : `of ${places} those ${meets}`;
}
