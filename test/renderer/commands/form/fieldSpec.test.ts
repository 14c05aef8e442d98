import { describe, expect, it } from 'vitest';
import {
  cleanDescription,
  fieldsOf,
  itemSpec,
  specOf,
  type FieldSpec,
} from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';
import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import { commandsOf } from '../../../../shared/ocpp/catalog.ts';
import { fieldMeaning } from '../../../../shared/ocpp/fieldMeanings/fieldMeaning.ts';
import { OCPP_VERSIONS, type OcppVersion } from '../../../../shared/ocpp/version.ts';
import { requestSchema } from '../../../shared/ocpp/schemas.ts';

function schemaOf(version: OcppVersion, action: string): JsonObject {
  const schema = requestSchema(version, action);
  return isJsonObject(schema) ? schema : {};
}

/** Every field of a request, at any depth. */
function allFields(version: OcppVersion, action: string): { name: string; spec: FieldSpec }[] {
  const root = schemaOf(version, action);
  const walk = (spec: FieldSpec): { name: string; spec: FieldSpec }[] => {
    if (spec.kind === 'array') return walk(itemSpec(root, spec));
    if (spec.kind !== 'object') return [];
    return fieldsOf(root, spec).flatMap((field) => [field, ...walk(field.spec)]);
  };
  return walk(specOf(root, root));
}

const actionsOf = (version: OcppVersion): string[] =>
  commandsOf(version).flatMap((group) => group.actions.map(({ name }) => name));

describe.each(OCPP_VERSIONS)('the forms of %s', (version) => {
  it('have a control for every field of every command', () => {
    const without = actionsOf(version).flatMap((action) =>
      allFields(version, action)
        .filter(({ spec, name }) => spec.kind === 'anything' && name !== 'data')
        .map(({ name }) => `${action}.${name}`),
    );
    expect(without).toEqual([]);
  });

  it('say what each field means', () => {
    const without = actionsOf(version).flatMap((action) =>
      allFields(version, action)
        .filter(({ name, spec }) => (spec.description ?? fieldMeaning(version, action, name)) === undefined)
        .map(({ name }) => `${action}.${name}`),
    );
    expect([...new Set(without)]).toEqual([]);
  });
});

describe('a specification of a field', () => {
  it('has limits, choices and whether it must be there', () => {
    const root = schemaOf('2.1', 'SetDisplayMessage');
    const [message] = fieldsOf(root, specOf(root, root));
    expect(message).toMatchObject({ name: 'message', isRequired: true, spec: { kind: 'object' } });
    const fields = message === undefined ? [] : fieldsOf(root, message.spec);
    const priority = fields.find(({ name }) => name === 'priority');
    expect(priority?.spec).toMatchObject({
      kind: 'choice',
      choices: expect.arrayContaining(['AlwaysFront']) as string[],
    });
    expect(fields.find(({ name }) => name === 'startDateTime')?.spec.kind).toBe('dateTime');
    expect(fields.find(({ name }) => name === 'id')?.spec).toMatchObject({ isInteger: true, minimum: 0 });
    expect(fields.map(({ isRequired }) => isRequired)).toEqual(
      fields.map(({ isRequired }) => isRequired).toSorted((a, b) => Number(b) - Number(a)),
    );
  });

  it('follows references, also those that lead nowhere or in circles', () => {
    const root: JsonObject = {
      definitions: { A: { $ref: '#/definitions/A' }, B: { type: 'string', maxLength: 5, description: 'b' } },
    };
    expect(specOf(root, { $ref: '#/definitions/B' })).toMatchObject({
      kind: 'text',
      maxLength: 5,
      description: 'b',
    });
    expect(specOf(root, { $ref: '#/definitions/A' }).kind).toBe('anything');
    expect(specOf(root, { $ref: '#/nowhere' }).kind).toBe('anything');
    expect(specOf(root, undefined).kind).toBe('anything');
  });

  it('has its description without the name of the model’s class', () => {
    expect(
      cleanDescription('Log. Remote_ Location. URI\r\nurn:x-enexis:ecdm:uid:1:569484\r\nThe URL.\r\n'),
    ).toBe('The URL.');
    expect(cleanDescription('Two\r\nlines.')).toBe('Two lines.');
    expect(cleanDescription(' ')).toBeUndefined();
  });
});
