import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';

/** One entry of a report as a line: what it is about, what it says, and what else is known of it. */
export interface ReportEntry {
  name: string;
  value: string;
  detail: string;
}

function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function instanceOf(of: JsonObject): string {
  return of['instance'] === undefined ? '' : `[${textOf(of['instance'])}]`;
}

/** `EVSE 1 / 2 · Connector.AvailabilityState`, as OCPP 2.x names a variable. */
function variableName(component: JsonObject, variable: JsonObject): string {
  const evse = component['evse'];
  const place = isJsonObject(evse)
    ? `EVSE ${textOf(evse['id'])}${evse['connectorId'] === undefined ? '' : ` / ${textOf(evse['connectorId'])}`} · `
    : '';
  const owner = `${textOf(component['name'])}${instanceOf(component)}`;
  return `${place}${owner}.${textOf(variable['name'])}${instanceOf(variable)}`;
}

function attributeText(attribute: JsonObject): string {
  const type =
    attribute['type'] === undefined || attribute['type'] === 'Actual' ? '' : `${textOf(attribute['type'])} `;
  const value =
    attribute['mutability'] === 'WriteOnly' && attribute['value'] === undefined
      ? '•••'
      : textOf(attribute['value']);
  return `${type}${value}`;
}

/** `kWh, 0 to 100`, `one of A, B`: what a value may be (VariableCharacteristicsType). */
function limitsText(characteristics: Json | undefined): string {
  if (!isJsonObject(characteristics)) return '';
  const { unit, minLimit, maxLimit, valuesList, dataType } = characteristics;
  const range =
    minLimit === undefined && maxLimit === undefined ? '' : `${textOf(minLimit)}…${textOf(maxLimit)}`;
  return [textOf(dataType), textOf(unit), range, textOf(valuesList)].filter(Boolean).join(', ');
}

function ofVariable(item: JsonObject, component: JsonObject, variable: JsonObject): ReportEntry {
  const attributes = objectsOf(item['variableAttribute']);
  const monitors = objectsOf(item['variableMonitoring']);
  const mutability = [...new Set(attributes.map((attribute) => textOf(attribute['mutability'])))];
  return {
    name: variableName(component, variable),
    value:
      attributes.length > 0
        ? attributes.map(attributeText).join(' · ')
        : monitors
            .map(
              (monitor) =>
                `${textOf(monitor['type'])} ${textOf(monitor['value'])} (${textOf(monitor['id'])})`,
            )
            .join(' · '),
    detail: [...mutability, limitsText(item['variableCharacteristics'])].filter(Boolean).join(' · '),
  };
}

/** Reads an entry of any report; what is not known is shown as its JSON. */
export function reportEntry(item: Json): ReportEntry {
  if (!isJsonObject(item)) return { name: '', value: textOf(item), detail: '' };
  const { component, variable } = item;
  if (isJsonObject(component) && isJsonObject(variable)) return ofVariable(item, component, variable);
  const { id, ...rest } = item;
  return { name: id === undefined ? '' : textOf(id), value: JSON.stringify(rest), detail: '' };
}
