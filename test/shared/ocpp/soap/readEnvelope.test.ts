import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvelope, type SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import { faultBody, writeEnvelope } from '../../../../shared/ocpp/soap/writeEnvelope.ts';

const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';

function envelope(text: string): SoapEnvelope {
  const read = readEnvelope(text);
  if (!read.ok) throw new Error(read.sentence);
  return read.envelope;
}

const codes = (text: string): string[] => envelope(text).issues.map(({ code }) => code);

function refused(text: string): string {
  const read = readEnvelope(text);
  return read.ok ? 'read' : read.code;
}

describe('an envelope is read', () => {
  it('with any prefixes, of SOAP 1.1 and 1.2', () => {
    const heartbeat = (namespace: string): string =>
      `<E xmlns="${namespace}"><Body><heartbeatRequest xmlns="urn://Ocpp/Cs/2012/06/"/></Body></E>`.replaceAll(
        /(?<=<\/?)E\b/g,
        'Envelope',
      );
    expect(envelope(heartbeat(SOAP_11))).toMatchObject({
      envelopeVersion: '1.1',
      ocpp: { version: '1.5', service: 'Cs' },
      hasHeader: false,
      issues: [],
    });
    expect(envelope(heartbeat(SOAP_12)).envelopeVersion).toBe('1.2');
    expect(codes(heartbeat('urn:other'))).toEqual(['soap-envelope-namespace']);
  });

  it('with a byte order mark and blanks before the declaration', () => {
    const text = `\uFEFF\r\n<?xml version="1.0"?><s:Envelope xmlns:s="${SOAP_12}"><s:Body/></s:Envelope>`;
    expect(envelope(text).message).toBeUndefined();
  });

  it('with undeclared prefixes, which are told', () => {
    const text = `<s:Envelope xmlns:s="${SOAP_12}"><s:Body><x:resetConfirmation y:a="1"/></s:Body></s:Envelope>`;
    expect(envelope(text).message?.name).toBe('resetConfirmation');
    expect(codes(text)).toEqual(['soap-undeclared-prefix']);
    expect(envelope(text).issues[0]?.message).toContain('x, y');
  });

  it('with both addressing namespaces and addresses as plain text', () => {
    const header = (body: string): string =>
      `<s:Envelope xmlns:s="${SOAP_12}" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><s:Header>${body}</s:Header><s:Body/></s:Envelope>`;
    const read = envelope(
      header('<a:From>http://10.0.0.7/x</a:From><a:ReplyTo><a:Address> http://b </a:Address></a:ReplyTo>'),
    );
    expect(read.addressing).toBe('2004/08');
    expect(read.header).toEqual({ from: 'http://10.0.0.7/x', replyTo: 'http://b' });
    expect(read.issues.map(({ code }) => code)).toEqual(['soap-from-text', 'soap-addressing-2004']);
  });

  it.each(['1.1', '1.2'] as const)('with a fault of SOAP %s as we write it', (envelopeVersion) => {
    const dialect = { envelopeVersion, addressing: '2005/08', namespace: 'urn://Ocpp/Cs/2015/10/' } as const;
    const fault = { code: 'IdentityMismatch', description: 'Not <you>', details: 'a & b' };
    const read = envelope(writeEnvelope(dialect, {}, faultBody(dialect, fault)));
    expect(read.message).toBeUndefined();
    expect(read.fault?.description).toBe('Not <you>');
    expect(read.fault?.details).toContain('a & b');
    expect(read.fault?.code).toBe('IdentityMismatch');
    expect(read.issues).toEqual([]);
  });

  it('with a fault inside a second Body', () => {
    const fault = `<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>Odd</e:Value></e:Subcode></e:Code></e:Fault>`;
    const text = `<s:Envelope xmlns:s="${SOAP_11}"><s:Body><e:Body>${fault}</e:Body></s:Body></s:Envelope>`;
    expect(envelope(text).fault).toEqual({ code: 'Odd', description: '', details: '' });
    expect(codes(text)).toEqual(['soap-undeclared-prefix', 'soap-nested-body']);
  });
});

describe('a message is read', () => {
  const read = (action: string, body: string, version: '1.5' | '1.6' = '1.6') =>
    readMessage(
      envelope(
        `<s:Envelope xmlns:s="${SOAP_12}" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header><a:Action>${action}</a:Action></s:Header><s:Body>${body}</s:Body></s:Envelope>`,
      ),
      { version },
    );

  it.each([
    ['/Heartbeat', []],
    ['Heartbeat', ['soap-action-form']],
    ['urn://Ocpp/Cs/2015/10/Heartbeat', ['soap-action-form']],
    ['http://x/y/HeartbeatRequest', ['soap-action-form']],
    ['/Authorize', ['soap-action-differs']],
  ])('whose Action is %s', (action, issues) => {
    const message = read(action, '<heartbeatRequest/>');
    expect(message).toMatchObject({ action: 'Heartbeat', part: 'request', payload: {} });
    expect(message?.issues.map(({ code }) => code)).toEqual(issues);
  });

  it('whose element has another name than in the WSDL', () => {
    const message = read(
      '/ResetResponse',
      '<resetConfirmation><status>Accepted</status></resetConfirmation>',
    );
    expect(message).toMatchObject({ action: 'Reset', part: 'response', payload: { status: 'Accepted' } });
    expect(message?.issues.map(({ code }) => code)).toEqual(['soap-element-name']);
  });

  it('whose body is empty, from the Action alone', () => {
    expect(read('/Heartbeat', '')).toMatchObject({ action: 'Heartbeat', part: 'request', payload: {} });
    expect(read('', '')).toBeUndefined();
  });

  it('with empty elements, which are told once and make no fault of the schema', () => {
    const message = read(
      '/StatusNotification',
      '<statusNotificationRequest><connectorId> 01 </connectorId><status>Available</status><errorCode>NoError</errorCode><info></info><timestamp/></statusNotificationRequest>',
    );
    expect(message?.payload).toEqual({
      connectorId: 1,
      status: 'Available',
      errorCode: 'NoError',
      info: '',
    });
    expect(message?.issues).toMatchObject([{ severity: 'info', code: 'soap-element-empty' }]);
    expect(message?.issues[0]?.message).toContain('info, timestamp');
  });

  it('with what does not fit its type as text', () => {
    const message = read(
      '/GetConfigurationResponse',
      '<getConfigurationResponse><configurationKey><key>a</key><readonly>yes</readonly><value></value></configurationKey></getConfigurationResponse>',
    );
    expect(message?.payload).toEqual({ configurationKey: [{ key: 'a', readonly: 'yes', value: '' }] });
    expect(
      read('/Authorize', '<authorizeRequest><idTag>a</idTag><idTag>b</idTag></authorizeRequest>'),
    ).toMatchObject({
      payload: { idTag: ['a', 'b'] },
    });
  });

  it('with the meter values of 1.5', () => {
    const message = read(
      '/MeterValues',
      '<meterValuesRequest><connectorId>2</connectorId><values><timestamp>2013-03-07T16:52:16Z</timestamp><value x:unit="Wh" measurand="Voltage">0</value><value>7</value></values></meterValuesRequest>',
      '1.5',
    );
    expect(message?.payload).toEqual({
      connectorId: 2,
      values: [
        {
          timestamp: '2013-03-07T16:52:16Z',
          value: [{ $value: '0', attributes: { unit: 'Wh', measurand: 'Voltage' } }, { $value: '7' }],
        },
      ],
    });
  });
});

describe('what is refused with a sentence', () => {
  it.each([
    ['', 'xml-malformed'],
    ['java.lang.NullPointerException\n\tat a.b(C.java:1)', 'xml-malformed'],
    ['<a><b></a>', 'xml-malformed'],
    ['<a x="', 'xml-malformed'],
    ['<!-- <a>', 'xml-malformed'],
    ['<html/>', 'soap-no-envelope'],
    [`<s:Envelope xmlns:s="${SOAP_12}"/>`, 'soap-no-envelope'],
    ['<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;">]><lolz>&lol1;</lolz>', 'xml-dtd'],
    ['<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'xml-dtd'],
    ['<a>'.repeat(100_000), 'xml-too-deep'],
    [`<a>${'<b/>'.repeat(100_000)}</a>`, 'xml-too-large'],
    [`<a ${' '.repeat(100_000)}/>`, 'xml-too-large'],
    [`<a>${'x'.repeat(5 * 1024 * 1024)}</a>`, 'xml-too-large'],
  ])('%#', (text, code) => {
    expect(refused(text)).toBe(code);
  });

  it('never by an exception, whatever the text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<s:Envelope xmlns:s="urn:x">',
        '</s:Envelope>',
        '<Body>',
        '</Body>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?xml',
        '?>',
        '<!DOCTYPE',
        '&#x10FFFF;',
        '&#0;',
        '&amp;',
        '<a b="',
        '"/>',
        '<__proto__/>',
        '<:/>',
        'xmlns=""',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const read = readEnvelope(pieces.join(''));
        if (read.ok) readMessage(read.envelope, { version: '1.5' });
        else expect(read.sentence).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('nor for real envelopes with bytes changed, cut or doubled', () => {
    const lines = readFileSync(new URL('../../../fixtures/soap/station-1.5.jsonl', import.meta.url), 'utf8');
    const texts = lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { frame: string }).frame);
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(200), fc.string(), (text, at, length, put) => {
        const start = at % text.length;
        const read = readEnvelope(text.slice(0, start) + put + text.slice(start + length));
        if (read.ok) readMessage(read.envelope, { version: '1.5' });
        else expect(read.sentence).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
