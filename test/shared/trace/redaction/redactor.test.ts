import { describe, expect, it } from 'vitest';
import { createRedactor, type Redactable } from '../../../../shared/trace/redaction/redactor.ts';
import type { RedactionChoice } from '../../../../shared/trace/redaction/redactionChoice.ts';

function record(raw: string | Uint8Array, more: Partial<Redactable> = {}): Redactable {
  return { stationId: 'CP-1', issues: [], raw, ...more };
}

/** All records learned, then redacted, as an export does it. */
function redacted(records: readonly Redactable[], choice?: RedactionChoice): Redactable[] {
  const redactor = createRedactor(choice);
  for (const one of records) redactor.learn(one);
  return records.map((one) => redactor.redact(one));
}

function redactedRaws(raws: readonly string[], choice?: RedactionChoice): string[] {
  return redacted(
    raws.map((raw) => record(raw)),
    choice,
  ).map(({ raw }) => String(raw));
}

const redactedRaw = (raw: string, choice?: RedactionChoice): string => redactedRaws([raw], choice)[0] ?? '';

describe('fields that say what they hold', () => {
  it.each([
    ['[2,"1","Authorize",{"idTag":"04A1B2C3"}]', '[2,"1","Authorize",{"idTag":"TAG-1"}]'],
    [
      '[3,"1",{"idTagInfo":{"status":"Accepted","parentIdTag":"PARENT77"}}]',
      '[3,"1",{"idTagInfo":{"status":"Accepted","parentIdTag":"TAG-1"}}]',
    ],
    [
      '[2,"1","Authorize",{"idToken":{"idToken":"AB12CD34","type":"ISO14443","additionalInfo":[{"additionalIdToken":"XY99","type":"x"}]}}]',
      '[2,"1","Authorize",{"idToken":{"idToken":"TAG-1","type":"ISO14443","additionalInfo":[{"additionalIdToken":"TAG-2","type":"x"}]}}]',
    ],
    [
      '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"0123456789abcdef"}]',
      '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"SECRET-1"}]',
    ],
    [
      '[3,"1",{"configurationKey":[{"key":"G_CardPin","readonly":false,"value":"4711"},{"key":"HeartbeatInterval","readonly":false,"value":"4711"}]}]',
      '[3,"1",{"configurationKey":[{"key":"G_CardPin","readonly":false,"value":"SECRET-1"},{"key":"HeartbeatInterval","readonly":false,"value":"4711"}]}]',
    ],
    [
      '[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"hunter22","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}]',
      '[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"SECRET-1","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}]',
    ],
    [
      '[2,"1","NotifyReport",{"reportData":[{"component":{"name":"C"},"variable":{"name":"WifiPassword"},"variableAttribute":[{"type":"Actual","value":"sesam12"}]}]}]',
      '[2,"1","NotifyReport",{"reportData":[{"component":{"name":"C"},"variable":{"name":"WifiPassword"},"variableAttribute":[{"type":"Actual","value":"SECRET-1"}]}]}]',
    ],
    [
      '[2,"1","SetNetworkProfile",{"connectionData":{"vpn":{"server":"vpn.example","user":"u","password":"p-p-p","key":"k-k-k","type":"IPSec"},"apn":{"apn":"iot.net","apnUserName":"me","simPin":1234}}}]',
      '[2,"1","SetNetworkProfile",{"connectionData":{"vpn":{"server":"vpn.example","user":"USER-1","password":"SECRET-1","key":"SECRET-2","type":"IPSec"},"apn":{"apn":"APN-1","apnUserName":"USER-2","simPin":3}}}]',
    ],
    [
      '[2,"1","BootNotification",{"iccid":"8949020000001234567","imsi":"262019876543210","firmwareVersion":"1.8.3.0"}]',
      '[2,"1","BootNotification",{"iccid":"8900000000000000001","imsi":"999990000000002","firmwareVersion":"1.8.3.0"}]',
    ],
  ])('%s', (raw, expected) => {
    expect(redactedRaw(raw)).toBe(expected);
  });

  it.each([
    '[3,"1",{"configurationKey":[{"key":"MinimumPinLength","readonly":true,"value":"4"}],"unknownKey":["Foo"]}]',
    '[3,"1",{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":""}]}]',
    '[3,"1",{"configurationKey":[{"key":"PublicKeyWithSignedMeterValue","readonly":false,"value":"Never"}]}]',
    '[3,"1",{"configurationKey":[{"key":"GetConfigurationMaxKeys","readonly":true,"value":"40"}]}]',
    '[2,"89490200000012345678","Heartbeat",{}]',
    '[2,"192.168.1.7","Heartbeat",{}]',
    '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]',
  ])('leaves %s as it is', (raw) => {
    expect(redactedRaw(raw)).toBe(raw);
  });
});

describe('form', () => {
  it.each([
    ['ftp://joe:p@ss@10.0.0.5:21/up', 'ftp://USER-1:SECRET-1@192.0.2.1:21/up'],
    ['https://x.example/log?sig=1&token=abcdef&x=2', 'https://x.example/log?sig=1&token=SECRET-1&x=2'],
    ['from 192.168.1.77 via fe80::1a2b:3c4d, not 127.0.0.1', 'from 192.0.2.1 via 2001:db8::1, not 127.0.0.1'],
    ['eth0 00:1A:2b:3c:4d:5e up at 10:41:07', 'eth0 02:00:00:00:00:01 up at 10:41:07'],
    ['mail joe.doe@makers.example, call +49 170 1234567', 'mail user1@example.com, call +999990000001'],
    [
      'PUT /f/abcdefghjkmnpqrs/log.zip, at http://cpo.example:8887/f/abcdefghjkmnpqrs/, of /f/abc',
      'PUT /f/SECRET-1/log.zip, at http://cpo.example:8887/f/SECRET-1/, of /f/abc',
    ],
    [
      String.raw`[2,"1","X",{"url":"http:\/\/cpo.example\/f\/abcdefghjkmnpqrs\/fw.bin"`,
      String.raw`[2,"1","X",{"url":"http:\/\/cpo.example\/f\/SECRET-1\/fw.bin"`,
    ],
    ['firmware 1.2.3.4, version: 5.6.7.8', 'firmware 1.2.3.4, version: 5.6.7.8'],
    [
      'GET / HTTP/1.1\r\nAuthorization: Basic Q1AtMTpwYXNz\r\n',
      'GET / HTTP/1.1\r\nAuthorization: Basic SECRET-1\r\n',
    ],
    [
      'key -----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\nabc=\n-----END EC PRIVATE KEY----- end',
      'key -----BEGIN EC PRIVATE KEY-----\nSECRET-1\n-----END EC PRIVATE KEY----- end',
    ],
    ["Call(idTag='04A1B2C3', connectorId=1)", "Call(idTag='TAG-1', connectorId=1)"],
    [
      "KeyValue(key='AuthorizationKey', readonly=False, value='s3cr3t')",
      "KeyValue(key='AuthorizationKey', readonly=False, value='SECRET-1')",
    ],
    ['sent [2,"77","Authorize",{"idTag":"04A1B2C3"}]', 'sent [2,"77","Authorize",{"idTag":"TAG-1"}]'],
    ['{\\"password\\":\\"hunter2\\",\\"x\\":1}', '{\\"password\\":\\"SECRET-1\\",\\"x\\":1}'],
  ])('%s', (text, expected) => {
    expect(redactedRaw(text)).toBe(expected);
  });

  it('is a version where that is known, and an address otherwise', () => {
    const redactor = createRedactor();
    redactor.keepVersions('fw-5.8.1.4.bin');
    expect(redactor.redactText('from 5.8.1.4 (fw-5.8.1.4.bin) to 5.8.1.5')).toBe(
      'from 5.8.1.4 (fw-5.8.1.4.bin) to 192.0.2.1',
    );
  });

  it('a frame that is cut off loses its secrets and keeps its id', () => {
    expect(redactedRaw('[2,"04A1B2C3","Authorize",{"idTag":"04A1B2C3')).toBe(
      '[2,"04A1B2C3","Authorize",{"idTag":"TAG-1',
    );
    expect(redactedRaw('[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"0123456789ab')).toBe(
      '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"SECRET-1',
    );
  });
});

describe('what was found once', () => {
  it('is found before and after in any text, by the same name', () => {
    const [data, call, error, note] = redacted([
      record(String.raw`[2,"1","DataTransfer",{"vendorId":"V","data":"{\"card\":\"04A1B2C3\",\"n\": 1.0}"}]`),
      record('[2,"2","Authorize",{"idTag":"04A1B2C3"}]'),
      record('[4,"2","InternalError","card 04a1b2c3 unknown",{}]', {
        issues: [{ severity: 'info', code: 'x', message: 'The id tag “04A1B2C3” and “04A1B2…”.' }],
      }),
      record('The tenant of 04:A1:B2:C3, that is XX04A1B2C3XX, complains.'),
    ]);
    expect(data?.raw).toBe(
      String.raw`[2,"1","DataTransfer",{"vendorId":"V","data":"{\"card\":\"TAG-1\",\"n\": 1.0}"}]`,
    );
    expect(call?.raw).toBe('[2,"2","Authorize",{"idTag":"TAG-1"}]');
    expect(error?.raw).toBe('[4,"2","InternalError","card TAG-1.2 unknown",{}]');
    expect(error?.issues[0]?.message).toBe('The id tag “TAG-1” and “TAG-1…”.');
    expect(String(note?.raw)).toContain('that is XXTAG-1XX, complains');
  });

  it('is found in base64, hex, XML and bytes that are no text', () => {
    const secret = 'Tür & "Tor" 99';
    const base64 = Buffer.from(secret).toString('base64');
    const [, login, hex, xml, bytes] = redacted([
      record(JSON.stringify([2, '1', 'ChangeConfiguration', { key: 'AuthorizationKey', value: secret }])),
      record(JSON.stringify({ data: Buffer.from(`CP-1:${secret}, signed`).toString('base64') })),
      record(`seen ${Buffer.from(secret).toString('hex')} and ${base64}`),
      record('<a><b x="T&#xFC;r &amp; &quot;Tor&quot; 99">T&#252;r &amp; "Tor" 99</b></a>'),
      record(Uint8Array.from([0xff, 0xfe, ...Buffer.from(secret), 0x80])),
    ]);
    const { data } = JSON.parse(String(login?.raw)) as { data: string };
    expect(Buffer.from(data, 'base64').toString()).toBe('CP-1:SECRET-1, signed');
    expect(hex?.raw).toBe('seen SECRET-1 and SECRET-1');
    expect(xml?.raw).toBe('<a><b x="SECRET-1">SECRET-1</b></a>');
    expect(Buffer.from(bytes?.raw as Uint8Array)).toEqual(
      Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('SECRET-1'), Buffer.of(0x80)]),
    );
  });

  it('is no measured value, no number that happens to be equal, and no word of the specification', () => {
    const raws = [
      '[2,"1","Authorize",{"idTag":"1234567"}]',
      '[2,"2","Authorize",{"idTag":"Local"}]',
      '[2,"3","MeterValues",{"transactionId":1234567,"meterValue":[{"sampledValue":[{"value":"1234567"}]}]}]',
      '[2,"4","StopTransaction",{"reason":"Local","meterStop":1234567}]',
    ];
    const [first, second, third, fourth] = redactedRaws(raws);
    expect(first).toContain('TAG-1');
    expect(second).toContain('TAG-2');
    expect([third, fourth]).toEqual(raws.slice(2));
  });
});

describe('SOAP', () => {
  it('loses secrets in the XML and in its reading alike, and keeps its ids', () => {
    const raw =
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header><a:MessageID>04A1B2C3</a:MessageID>' +
      '<a:From><a:Address>http://192.168.1.9:8080/cp</a:Address></a:From></s:Header><s:Body><authorizeRequest>' +
      '<idTag>04A1B2C3</idTag></authorizeRequest><configurationKey><value>s3cr3t!</value>' +
      '<key>AuthorizationKey</key></configurationKey></s:Body></s:Envelope>';
    const [one] = redacted([record(raw, { payload: '{"idTag":"04A1B2C3"}' })]);
    expect(one?.payload).toBe('{"idTag":"TAG-1"}');
    expect(one?.raw).toBe(
      raw
        .replace('<idTag>04A1B2C3', '<idTag>TAG-1')
        .replace('192.168.1.9', '192.0.2.1')
        .replace('s3cr3t!', 'SECRET-1'),
    );
  });
});

describe('the choice', () => {
  it('leaves what is not chosen', () => {
    const raw = '[2,"1","Authorize",{"idTag":"04A1B2C3","password":"sesam12","ip":"10.0.0.1"}]';
    expect(redactedRaw(raw, { idTags: false })).toBe(
      '[2,"1","Authorize",{"idTag":"04A1B2C3","password":"SECRET-1","ip":"192.0.2.1"}]',
    );
  });

  it('replaces stations on demand, everywhere; an address in the name of one always', () => {
    const connect = record('{"remoteAddress":"10.0.0.9","path":"/ocpp/CP-0042"}', { stationId: 'CP-0042' });
    expect(redacted([connect])[0]).toMatchObject({
      stationId: 'CP-0042',
      raw: '{"remoteAddress":"192.0.2.1","path":"/ocpp/CP-0042"}',
    });
    expect(redacted([connect], { stations: true })[0]).toMatchObject({
      stationId: 'STATION-1',
      raw: '{"remoteAddress":"192.0.2.1","path":"/ocpp/STATION-1"}',
    });
    expect(redacted([record('', { stationId: 'unnamed-10.0.0.9' })])[0]?.stationId).toBe('unnamed-192.0.2.1');
  });

  it('is told with what was found', () => {
    const redactor = createRedactor();
    redactor.learn(record('[2,"1","Authorize",{"idTag":"04A1B2C3"}]'));
    redactor.learn(record('[2,"1","Authorize",{"idTag":"04a1b2c3"}]'));
    expect(redactor.summary().found).toMatchObject({ idTags: 1, credentials: 0 });
    expect(redactor.summary().categories).not.toContain('stations');
  });
});

describe('keys that only a pack of a maker calls secret', () => {
  const NAMES = ['G_Authentication', 'apnInfo', 'DepotCtrlr.Greeting', 'Key', 'x'];
  const raws = [
    '[3,"1",{"configurationKey":[{"key":"G_Authentication","readonly":false,"value":"hunter22"},{"key":"MeterValueSampleInterval","readonly":false,"value":"60"}]}]',
    '[2,"2","SetVariables",{"setVariableData":[{"attributeValue":"good-day","component":{"name":"DepotCtrlr"},"variable":{"name":"Greeting"}}]}]',
    '<a:Envelope><a:Body><b:configurationKey><b:key>apninfo</b:key><b:value>net;carl;open sesame</b:value></b:configurationKey></a:Body></a:Envelope>',
    'wrote G_AUTHENTICATION=hunter22, then hunter22 again',
  ];

  it('lose their values in JSON, XML and text, and nothing else does', () => {
    const redactor = createRedactor({}, NAMES);
    for (const raw of raws) redactor.learn(record(raw));
    const texts = raws.map((raw) => String(redactor.redact(record(raw)).raw));
    expect(texts.join()).not.toMatch(/hunter22|good-day|sesame/);
    expect(texts[0]).toContain('"key":"G_Authentication"');
    expect(texts[0]).toContain('"key":"MeterValueSampleInterval","readonly":false,"value":"60"');
    expect(texts[3]).toMatch(/^wrote G_AUTHENTICATION=(\S+), then \1 again$/);
  });

  it('are no secrets without the pack', () => {
    expect(redactedRaws(raws)).toEqual(raws);
  });
});
