import { beforeAll, expect, it } from 'vitest';
import {
  checkCommand,
  checkPayloadText,
  commandFailure,
} from '../../../../electron/core/central/calls/commandCheck.ts';
import { nearNames } from '../../../../electron/core/central/calls/nearNames.ts';
import type { VersionSchemas } from '../../../../electron/core/central/schemas/versionSchemas.ts';
import { Schemas } from '../../../../electron/core/central/schemas/schemas.ts';

let v16: VersionSchemas;
beforeAll(async () => {
  v16 = await new Schemas().load('1.6');
});

const codes = (action: string, text: string): string[] =>
  checkCommand('1.6', v16, action, text).map(({ code }) => code);

it.each([
  ['Reset', '{"type":"Soft"}', []],
  ['Reset', '{"type":"Soft"', ['payload-not-json']],
  ['Reset', '[]', ['payload-not-object']],
  ['Reset', '{}', ['schema-required']],
  ['Heartbeat', '{}', ['action-direction']],
  ['Rest', '{}', ['action-unknown']],
])('%s %s', (action, text, expected) => {
  expect(codes(action, text)).toEqual(expected);
});

it('checks answers too', () => {
  expect(checkPayloadText(v16, 'Reset', 'response', '{"status":"Maybe"}')).toMatchObject([
    { code: 'schema-enum' },
  ]);
});

it('proposes what may have been meant', () => {
  const failure = commandFailure('1.6', 'Rest', checkCommand('1.6', v16, 'Rest', '{}'));
  expect(failure).toMatchObject({ code: 'invalid-params', message: 'OCPP 1.6 has no action “Rest”.' });
  expect(failure.hint).toMatch(/Did you mean Reset\?/);
  expect(nearNames('getconfiguration', ['GetConfiguration', 'ChangeConfiguration'])).toEqual([
    'GetConfiguration',
  ]);
  expect(nearNames('Nonsense', ['GetConfiguration', 'Reset'])).toEqual([]);
});

it('names the first fault, its place and how to send it nevertheless', () => {
  const failure = commandFailure('1.6', 'Reset', checkCommand('1.6', v16, 'Reset', '{"type":"Warm","x":1}'));
  expect(failure.message).toMatch(/“x” is no field|“type” is “Warm”/);
  expect(failure.message).toMatch(/and 1 more/);
  expect(failure.hint).toMatch(/--raw/);
});
