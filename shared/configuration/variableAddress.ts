/**
 * Names one attribute of one variable of a 2.x device model, in one line:
 * `Component[instance]@evse:connector.Variable[instance]#Attribute`. What is absent is left out; the attribute `Actual` is
 * left out too. Names hold any character: `\`, `.`, `[`, `]`, `@` and `#` in them are written with a `\` before them.
 */
export interface VariableAddress {
  component: string;
  componentInstance?: string;
  evseId?: number;
  connectorId?: number;
  variable: string;
  variableInstance?: string;
  attribute: AttributeType;
}

/** AttributeEnumType (OCPP 2.0.1 part 2 §3.3). */
export const ATTRIBUTE_TYPES = ['Actual', 'Target', 'MinSet', 'MaxSet'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

const SPECIAL = /[\\.[\]@#]/g;
const NAME = String.raw`((?:\\.|[^\\.[\]@#])+)`;
const INSTANCE = String.raw`(?:\[((?:\\.|[^\\[\]])*)\])?`;
const EVSE = String.raw`(?:@(\d+)(?::(\d+))?)?`;
const ADDRESS = new RegExp(
  `^${NAME}${INSTANCE}${EVSE}\\.${NAME}${INSTANCE}(?:#(${ATTRIBUTE_TYPES.join('|')}))?$`,
  's',
);

export function formatVariableAddress(address: VariableAddress): string {
  const { component, componentInstance, evseId, connectorId, variable, variableInstance, attribute } =
    address;
  const evse = evseId === undefined ? '' : `@${evseId}${connectorId === undefined ? '' : `:${connectorId}`}`;
  const kind = attribute === 'Actual' ? '' : `#${attribute}`;
  return `${named(component, componentInstance)}${evse}.${named(variable, variableInstance)}${kind}`;
}

/** Nothing where the text is no such address. */
export function parseVariableAddress(text: string): VariableAddress | undefined {
  const match = ADDRESS.exec(text);
  if (match === null) return undefined;
  const [, component = '', componentInstance, evseId, connectorId, variable = '', variableInstance, kind] =
    match;
  return {
    component: plain(component),
    ...(componentInstance === undefined ? {} : { componentInstance: plain(componentInstance) }),
    ...(evseId === undefined ? {} : { evseId: Number(evseId) }),
    ...(connectorId === undefined ? {} : { connectorId: Number(connectorId) }),
    variable: plain(variable),
    ...(variableInstance === undefined ? {} : { variableInstance: plain(variableInstance) }),
    attribute: ATTRIBUTE_TYPES.find((type) => type === kind) ?? 'Actual',
  };
}

function named(name: string, instance: string | undefined): string {
  return instance === undefined ? escaped(name) : `${escaped(name)}[${escaped(instance)}]`;
}

function escaped(name: string): string {
  return name.replace(SPECIAL, String.raw`\$&`);
}

function plain(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
