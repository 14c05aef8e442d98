import type { ConfigurationItem } from '../../configuration/item.ts';
import type { VariableAddress } from '../../configuration/variableAddress.ts';
import { nearestName } from '../../nearestName.ts';
import type { Severity } from '../../trace/issue.ts';
import { checkValue } from '../configuration/checkValue.ts';
import { shapeOfCharacteristics } from '../configuration/control.ts';
import { quoted } from '../configuration/valueProblem.ts';
import type { OcppVersion } from '../version.ts';
import { describeComponent } from './components.ts';
import { describeVariable, variableCatalogue } from './variableCatalogue.ts';
import type { VariableDescription } from './variableDescription.ts';
import { isKinType, variableShape } from './variableShape.ts';

/** Something wrong with one variable, with the value that was most likely meant where there is one. */
export interface VariableIssue {
  severity: Severity;
  code: string;
  sentence: string;
  suggestion?: string;
  clause?: string;
}

/** `attributeValue` of GetVariables (OCPP 2.0.1 part 2, GetVariableResultType). */
const VALUE_LENGTH = 2500;

export type CheckedVariable = Pick<ConfigurationItem, 'value' | 'access' | 'characteristics'>;

/** What is wrong with a variable of a 2.x station, as it told it. Variables of the maker's own only have to keep their own rules. */
export function checkVariable(
  version: OcppVersion,
  address: VariableAddress,
  told: CheckedVariable,
): VariableIssue[] {
  const description = describeVariable(version, address.component, address.variable);
  const issues = valueIssues(description, told);
  if (description === undefined) return [...issues, ...unknownIssues(version, address)];
  issues.push(...typeIssues(description, told), ...accessIssues(description, told));
  issues.push(...nameIssues(description, address));
  return issues.map((issue) => ({ ...issue, clause: description.clause }));
}

function valueIssues(
  description: VariableDescription | undefined,
  { value, characteristics }: CheckedVariable,
): VariableIssue[] {
  if (value === undefined) return [];
  if (description?.access === 'write-only') {
    if (/^[*•x.\s]*$/i.test(value)) return [];
    const sentence = 'The station shows this secret to anybody who asks; it should be written only.';
    return [{ severity: 'warning', code: 'secret-shown', sentence }];
  }
  // An empty value is how a station says that it knows none.
  if (value === '') return [];
  const found = checkValue(variableShape(description, characteristics), value, { maxLength: VALUE_LENGTH });
  return found === undefined ? [] : [found];
}

function typeIssues(
  { type, unit, component }: VariableDescription,
  { characteristics }: CheckedVariable,
): VariableIssue[] {
  if (characteristics === undefined || component === '*') return [];
  const told = shapeOfCharacteristics(characteristics);
  if (!isKinType(type, told.type)) {
    const sentence = `The station says that it is of the type ${characteristics.dataType}, which does not fit this variable.`;
    return [{ severity: 'warning', code: 'other-type', sentence }];
  }
  if (unit === undefined || told.unit === undefined || isSameUnit(unit, told.unit)) return [];
  const sentence = `The station gives it in ${quoted(told.unit)}; the specification has ${unit}.`;
  return [{ severity: 'info', code: 'other-unit', sentence }];
}

/** Units that differ in a prefix or a word only are no matter. */
function isSameUnit(one: string, other: string): boolean {
  const plain = (unit: string): string =>
    unit
      .toLowerCase()
      .replace(/^%$|^percent$/, 'percent')
      .replace(/^k(w|wh)$/, '$1')
      .replace(/^fahrenheit$/, 'celsius')
      .replace(/^(bytes?|octets?)$/, 'b');
  return plain(one) === plain(other);
}

function accessIssues(description: VariableDescription, { access }: CheckedVariable): VariableIssue[] {
  // What any component may have, it may have in any way.
  if (description.component === '*' || access === undefined) return [];
  if (description.access === 'read-write' && access === 'read-only') {
    const sentence = 'The station only shows this variable, though the specification lets it be changed.';
    return [{ severity: 'info', code: 'only-shown', sentence }];
  }
  if (description.access !== 'read-only' || access === 'read-only') return [];
  const sentence = 'The station says that this can be changed, though it only describes what the station is.';
  return [{ severity: 'info', code: 'changeable', sentence }];
}

function nameIssues(description: VariableDescription, address: VariableAddress): VariableIssue[] {
  const issues: VariableIssue[] = [];
  if (description.variable !== address.variable) {
    const sentence = `The specification spells it ${description.variable}; Kerbside uses the charger’s own spelling.`;
    issues.push({ severity: 'info', code: 'odd-spelling', sentence });
  }
  const { instances } = description;
  if (instances !== undefined && !hasInstance(instances, address.variableInstance)) {
    const known = instances.filter((instance) => instance !== '').join(', ');
    const told = address.variableInstance;
    const what =
      told === undefined ? 'It has no instance' : `Its instance ${quoted(told)} is the maker’s own`;
    issues.push({
      severity: 'info',
      code: 'unknown-instance',
      sentence: `${what}; the specification has ${known}.`,
    });
  }
  return issues;
}

export function hasInstance(instances: readonly string[], told: string | undefined): boolean {
  return instances.some((instance) => instance.toLowerCase() === (told ?? '').toLowerCase());
}

/** A variable that the specification does not know, in a component that it does know. */
function unknownIssues(version: OcppVersion, { component, variable }: VariableAddress): VariableIssue[] {
  if (describeComponent(component) === undefined) return [];
  const names = variableCatalogue(version)
    .filter((row) => row.component.toLowerCase() === component.toLowerCase())
    .map((row) => row.variable);
  const near = nearestName(variable, names);
  if (near === undefined) return [];
  const sentence = `The specification has no such variable in ${component}; it has ${near}.`;
  return [{ severity: 'info', code: 'unknown-variable', sentence }];
}
