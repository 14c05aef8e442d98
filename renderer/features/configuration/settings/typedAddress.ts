import type { AttributeType, VariableAddress } from '../../../../shared/configuration/variableAddress.ts';

/** The parts of an address that are texts or numbers; empty where they are left out. */
export const TEXTS = [
  'component',
  'componentInstance',
  'evseId',
  'connectorId',
  'variable',
  'variableInstance',
] as const;
type TextName = (typeof TEXTS)[number];
export type Typed = Readonly<Record<TextName, string>>;
export const EMPTY: Typed = {
  component: '',
  componentInstance: '',
  evseId: '',
  connectorId: '',
  variable: '',
  variableInstance: '',
};

/** The address that was typed, or nothing where it is none yet. */
export function typedAddress(typed: Typed, attribute: AttributeType): VariableAddress | undefined {
  const text = (name: TextName): string => typed[name].trim();
  const number = (name: TextName): number | undefined =>
    /^\d{1,9}$/.test(text(name)) ? Number(text(name)) : undefined;
  const evseId = number('evseId');
  const connectorId = number('connectorId');
  const isBroken =
    (text('evseId') !== '' && evseId === undefined) ||
    (text('connectorId') !== '' && (connectorId === undefined || evseId === undefined));
  if (isBroken || text('component') === '' || text('variable') === '') return undefined;
  return {
    component: text('component'),
    variable: text('variable'),
    attribute,
    ...(text('componentInstance') === '' ? {} : { componentInstance: text('componentInstance') }),
    ...(text('variableInstance') === '' ? {} : { variableInstance: text('variableInstance') }),
    ...(evseId === undefined ? {} : { evseId }),
    ...(connectorId === undefined ? {} : { connectorId }),
  };
}
