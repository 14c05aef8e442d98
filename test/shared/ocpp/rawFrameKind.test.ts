import { describe, expect, it } from 'vitest';
import { rawFrameExample, rawFrameKind } from '../../../shared/ocpp/rawFrameKind.ts';
import { OCPP_VARIANTS, variantParts } from '../../../shared/ocpp/version.ts';

describe('a typed frame', () => {
  it.each([
    ['', 'empty', '', ''],
    ['[2,"1","Reset",{"type":"Soft"}]', 'call', 'Reset', '1'],
    ['[6,"1","NotifyPeriodicEventStream",{}]', 'send', 'NotifyPeriodicEventStream', '1'],
    ['[3,"1",{}]', 'result', '', '1'],
    ['[4,"1","NotSupported","",{}]', 'error', '', '1'],
    ['[5,"1","FormatViolation","",{}]', 'resultError', '', '1'],
    ['{"hello":1}', 'malformed', '', ''],
    ['[2,"1"', 'malformed', '', '1'],
    ['<a/>', 'xml', '', ''],
    ['<e:Envelope><e:Body><x:resetRequest/></e:Body></e:Envelope>', 'soapRequest', 'Reset', ''],
    ['<Envelope ><Body a="1">\n<resetResponse/></Body></Envelope>', 'soapAnswer', 'Reset', ''],
    ['<s:Envelope><s:Body><s:Fault/></s:Body></s:Envelope>', 'soapFault', '', ''],
  ])('%s is a %s', (text, kind, action, id) => {
    const found = rawFrameKind(text, 'json');
    expect(found).toMatchObject({ kind, action });
    if (kind !== 'malformed') expect(found.id).toBe(id);
  });

  it('says where it does not suit the connection', () => {
    expect(rawFrameKind('<a/>', 'json').isOfTransport).toBe(false);
    expect(rawFrameKind('[3,"1",{}]', 'soap').isOfTransport).toBe(false);
    expect(rawFrameKind('', 'soap').isOfTransport).toBe(true);
  });

  it('has what is odd about it', () => {
    expect(rawFrameKind('[2,7,"Reset",{}]', 'json').issues).not.toEqual([]);
    expect(rawFrameKind('[2,"7","Reset",{}]', 'json').issues).toEqual([]);
  });

  it.each(OCPP_VARIANTS)('begins as a call of %s that is as it should be', (variant) => {
    const { version, transport } = variantParts(variant);
    expect(rawFrameKind(rawFrameExample(version, transport, 1_700_000_000_000), transport)).toMatchObject({
      kind: transport === 'json' ? 'call' : 'soapRequest',
      action: 'ClearCache',
      issues: [],
      isOfTransport: true,
    });
  });
});
