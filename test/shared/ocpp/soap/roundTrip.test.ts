import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../../shared/json.ts';
import { exampleFor } from '../../../../shared/ocpp/example.ts';
import { parseForXml } from '../../../../shared/ocpp/soap/exactJson.ts';
import { readEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import { messageShape, soapActions, type Part } from '../../../../shared/ocpp/soap/shapes.ts';
import { serviceNamespace } from '../../../../shared/ocpp/soap/soapNames.ts';
import { writeBody } from '../../../../shared/ocpp/soap/writeBody.ts';
import { writeEnvelope } from '../../../../shared/ocpp/soap/writeEnvelope.ts';
import { SOAP_VERSIONS, type SoapVersion } from '../../../../shared/ocpp/version.ts';
import { schemasOf } from '../schemas.ts';

function roundTrip(version: SoapVersion, action: string, part: Part, payload: JsonObject) {
  const dialect = {
    envelopeVersion: '1.2',
    addressing: '2005/08',
    namespace: serviceNamespace(version, 'Cs'),
  } as const;
  const header = { action: `/${action}${part === 'response' ? 'Response' : ''}`, messageId: 'm' };
  const text = writeEnvelope(dialect, header, writeBody(version, action, part, payload));
  const read = readEnvelope(text);
  if (!read.ok) throw new Error(read.sentence);
  expect(read.envelope.issues).toEqual([]);
  expect(read.envelope.ocpp).toEqual({ version, service: 'Cs', spoken: version });
  return { text, message: readMessage(read.envelope, { version }) };
}

/** A value with every property of its schema. */
function full(schema: Json | undefined): Json {
  if (!isJsonObject(schema)) return null;
  if (isJsonObject(schema['properties'])) {
    const entries = Object.entries(schema['properties']);
    return Object.fromEntries(entries.map(([name, property]) => [name, full(property)]));
  }
  if (schema['type'] === 'array') return [full(schema['items']), full(schema['items'])];
  return exampleFor(schema);
}

describe.each(SOAP_VERSIONS)('a message of %s survives being written as XML and read again', (version) => {
  const schemas = schemasOf(version).filter(({ action, part }) => messageShape(version, action, part));

  it.each(schemas)('$action $part', ({ action, part, schema }) => {
    for (const payload of [exampleFor(schema), full(schema)] as JsonObject[]) {
      const { message } = roundTrip(version, action, part, payload);
      expect(message).toMatchObject({ action, part, isKnown: true });
      expect(message?.payload).toEqual(withoutEmptyLists(payload));
      expect(JSON.parse(message?.payloadText ?? '')).toEqual(message?.payload);
      expect(message?.issues).toEqual([]);
    }
  });

  it('for every operation of the WSDLs', () => {
    expect(new Set(schemas.map(({ action }) => action))).toEqual(new Set(soapActions(version)));
  });
});

/** XML cannot say that a list is empty. */
function withoutEmptyLists(payload: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(payload).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}

it('writes the elements in the order of the WSDL, whatever the order of the payload', () => {
  const { text } = roundTrip('1.6', 'StatusNotification', 'request', {
    status: 'Available',
    errorCode: 'NoError',
    connectorId: 1,
  });
  expect([...text.matchAll(/<ocpp:(\w+)>/g)].map(([, name]) => name)).toEqual([
    'statusNotificationRequest',
    'connectorId',
    'status',
    'errorCode',
  ]);
});

it('keeps the digits of integers that JavaScript cannot hold', () => {
  const payload = parseForXml('{"transactionId":9223372036854775807}') as JsonObject;
  const { text, message } = roundTrip('1.6', 'RemoteStopTransaction', 'request', payload);
  expect(text).toContain('>9223372036854775807<');
  expect(message?.payloadText).toBe('{"transactionId":9223372036854775807}');
});

it('keeps what markup would swallow', () => {
  const data = '<a href="x">Ü & \u{1F50C}</a>\r\n]]>&amp;';
  const { message } = roundTrip('1.6', 'DataTransfer', 'request', { vendorId: 'v', data });
  expect(message?.payload).toEqual({ vendorId: 'v', data });
});

it('writes fields that the WSDL does not have after its own, for the sake of fault-finding', () => {
  const { message } = roundTrip('1.6', 'Reset', 'request', { extra: { a: [1, 2] }, type: 'Hard' });
  expect(message?.payload).toEqual({ type: 'Hard', extra: { a: ['1', '2'] } });
});
