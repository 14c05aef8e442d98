import type { ExampleContext } from '../../../../shared/ocpp/example/exampleContext.ts';

/** Fields whose values the station has already told, by name. */
const KNOWN_IN: Readonly<Record<string, keyof Suggestions>> = {
  idTag: 'idTags',
  idToken: 'idTags',
  parentIdTag: 'idTags',
  connectorId: 'connectorIds',
  evseId: 'evseIds',
  transactionId: 'transactionIds',
  key: 'configurationKeys',
  reservationId: 'reservationIds',
};

export interface Suggestions {
  idTags: readonly string[];
  connectorIds: readonly string[];
  evseIds: readonly string[];
  transactionIds: readonly string[];
  configurationKeys: readonly string[];
  reservationIds: readonly string[];
}

export function suggestionsOf(context: ExampleContext): Suggestions {
  const { connectors = [] } = context;
  const texts = (values: readonly (string | number | undefined)[]): string[] => [
    ...new Set(values.filter((value) => value !== undefined).map(String)),
  ];
  return {
    idTags: context.idTags ?? [],
    connectorIds: texts(connectors.map(({ connectorId }) => connectorId)),
    evseIds: texts(connectors.map(({ evseId }) => evseId)),
    transactionIds: texts(connectors.map(({ transactionId }) => transactionId)),
    configurationKeys: context.configurationKeys ?? [],
    reservationIds: texts(context.reservationIds ?? []),
  };
}

/** Which of the lists helps with a field, where it has anything to offer. */
export function suggestionList(context: ExampleContext, field: string): keyof Suggestions | undefined {
  const list = Object.hasOwn(KNOWN_IN, field) ? KNOWN_IN[field] : undefined;
  return list !== undefined && suggestionsOf(context)[list].length > 0 ? list : undefined;
}
