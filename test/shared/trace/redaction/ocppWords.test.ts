import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../shared/json.ts';
import { OCPP_VERSIONS } from '../../../../shared/ocpp/version.ts';
import { keyMeaning } from '../../../../shared/trace/redaction/keyMeaning.ts';
import { OCPP_WORDS } from '../../../../shared/trace/redaction/ocppWords.ts';
import { worthALook } from '../../../../shared/trace/redaction/worthALook.ts';
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

describe('the quick look', () => {
  const names =
    `Password AdminPasswd wlan_passphrase passcode Kennwort clientSecret credentials WifiPsk pwd G_CardPin puk
    AuthorizationKey api_key apikey wepkey accessToken idTag ID_TAG id-tag parentIdTag idToken tag_id tagUid RfidTag
    rfid cardNumber card_uid eMAID evcoId contractId EVCCID vin vehicleId customerIdentifier authId licensePlate ICCID
    imsi imei msisdn simNumber mac macAddress ssid apn email mailAddress phone mobileNumber telephone fax user userName
    login exiRequest exiResponse`.split(/\s+/);

  it.each(names)('does not overlook %s', (name) => {
    expect(keyMeaning(name)).toBeDefined();
    expect(worthALook(JSON.stringify({ [name]: 'x' }), false)).toBe(true);
  });

  it.each(['serialNumber', 'chargeBoxSerialNumber', 'chargePointId', 'chargerId', 'stationId', 'identity'])(
    'does not overlook %s where stations are replaced',
    (name) => {
      expect(keyMeaning(name)).toBeDefined();
      expect(worthALook(JSON.stringify({ [name]: 'x' }), true)).toBe(true);
    },
  );

  it.each([
    '10.0.0.1',
    'fe80::1',
    '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
    '00:1A:2b:3c:4d:5e',
    '00-1A-2b-3c-4d-5e',
    'ftp://a:b@c',
    '/f/abcdefghjkmnpqrs/',
    'a@b.example',
    '+49 170 1234567',
    '8949020000001234567',
    'Authorization: Basic QQ==',
    'Cookie: a=b',
    '-----BEGIN PRIVATE KEY-----',
  ])('does not overlook %s', (text) => {
    expect(worthALook(text, false)).toBe(true);
  });

  it.each([
    '[2,"19223201","MeterValues",{"connectorId":1,"transactionId":12,"meterValue":[{"timestamp":"2026-11-21T10:41:07.113Z","sampledValue":[{"value":"230.1","measurand":"Voltage","unit":"V"}]}]}]',
    '[2,"5","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"2026-11-21T10:41:07+02:00"}]',
  ])('settles %s', (text) => {
    expect(worthALook(text, false)).toBe(false);
  });
});
