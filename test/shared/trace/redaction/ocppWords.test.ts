import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../shared/json.ts';
import { OCPP_VERSIONS } from '../../../../shared/ocpp/version.ts';
import { keyMeaning } from '../../../../shared/trace/redaction/keyMeaning.ts';
import { OCPP_WORDS } from '../../../../shared/trace/redaction/ocppWords.ts';
import { schemasOf } from '../../ocpp/schemas.ts';

const schemas = OCPP_VERSIONS.flatMap(schemasOf);

/** Every object of a schema. */
function* objectsOf(value: Json): Generator<{ [key: string]: Json }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* objectsOf(inner);
}

describe('the words of the specifications', () => {
  it('are known, so that a card called “Local” does not take the reason “Local” away', () => {
    const words = schemas.flatMap(({ action, schema }) => [
      action,
      ...[...objectsOf(schema)].flatMap(({ enum: choices }) => (Array.isArray(choices) ? choices : [])),
    ]);
    const missing = words.filter(
      (word) => typeof word === 'string' && word.length >= 4 && !OCPP_WORDS.has(word.toLowerCase()),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('are secret as names of fields where they should be, and nowhere else', () => {
    const names = schemas.flatMap(({ schema }) =>
      [...objectsOf(schema)].flatMap(({ properties }) =>
        typeof properties === 'object' && properties !== null ? Object.keys(properties) : [],
      ),
    );
    const told = [...new Set(names)].flatMap((name) => {
      const meaning = keyMeaning(name);
      return meaning === undefined ? [] : [`${name}: ${meaning}`];
    });
    expect(told.toSorted()).toEqual([
      'additionalIdToken: tag',
      'apn: apn',
      'apnPassword: secret',
      'apnUserName: user',
      'basicAuthPassword: secret',
      'chargeBoxSerialNumber: serial',
      'chargePointSerialNumber: serial',
      'customerIdentifier: tag',
      'evInverterSerialNumber: serial',
      'exiRequest: secret',
      'exiResponse: secret',
      'groupIdToken: tag',
      'iccid: sim',
      'idTag: tag',
      'idToken: tag',
      'idTokens: tag',
      'identity: station',
      'imsi: sim',
      'meterSerialNumber: serial',
      'parentIdTag: tag',
      'password: secret',
      'serialNumber: serial',
      'simPin: secret',
      'user: user',
    ]);
  });
});
