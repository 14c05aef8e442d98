/**
 * Section 9 of the catalogue of quirks, and those of its last sections that are about SOAP: what stations send over SOAP
 * that the WSDL does not foresee, and what becomes of it.
 */
interface Quirk {
  /** Its number in the catalogue. */
  row: number;
  title: string;
}

/** A request of a station. `issues` are those of its record; the answer is a message of `answered`. */
export interface RequestQuirk extends Quirk {
  request: string;
  contentType?: string;
  stationId?: string;
  version?: '1.5' | '1.6';
  action: string;
  payload?: unknown;
  issues: readonly string[];
  /** What the answer has to hold. */
  answer: readonly string[];
}

/** An answer of a station to Reset, of SOAP 1.2 and OCPP 1.5, by the path that was asked. */
export interface AnswerQuirk extends Quirk {
  /** What the station says of where it is, with `{url}` for where the service listens; it is asked at `paths`. */
  from: string;
  paths: readonly string[];
  answers: Readonly<Record<string, { text: string; status?: number; contentType?: string }>>;
  outcome: Record<string, unknown>;
  issues: readonly string[];
}

const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const WSA = 'http://www.w3.org/2005/08/addressing';
const CS = 'urn://Ocpp/Cs/2012/06/';
const CP = 'urn://Ocpp/Cp/2012/06/';

const envelope = (header: string, body: string, ocpp = CS, wsa = WSA, soap = SOAP_12): string =>
  `<s:Envelope xmlns:s="${soap}" xmlns:a="${wsa}" xmlns:o="${ocpp}">${header === '' ? '' : `<s:Header>${header}</s:Header>`}<s:Body>${body}</s:Body></s:Envelope>`;

const ID = '<o:chargeBoxIdentity>CP1</o:chargeBoxIdentity>';
const FROM = '<a:From><a:Address>http://127.0.0.1:9/</a:Address></a:From>';
const MESSAGE = '<a:MessageID>m1</a:MessageID>';
const action = (text: string): string => `<a:Action>${text}</a:Action>`;
const BOOT =
  '<o:bootNotificationRequest><o:chargePointVendor>V</o:chargePointVendor><o:chargePointModel>M</o:chargePointModel></o:bootNotificationRequest>';
const ACCEPTED = '<o:resetResponse><o:status>Accepted</o:status></o:resetResponse>';
const ANSWER_HEADER = `${action('/ResetResponse')}<a:RelatesTo>{messageId}</a:RelatesTo>`;
const GOOD = envelope(ANSWER_HEADER, ACCEPTED, CP);

export const REQUESTS: readonly RequestQuirk[] = [
  {
    row: 142,
    title: 'no wsa:MessageID: one is made',
    request: envelope(ID + FROM + action('/BootNotification'), BOOT),
    action: 'BootNotification',
    issues: ['soap-message-id-missing'],
    answer: ['<wsa:RelatesTo>urn:uuid:', '<ocpp:status>Accepted<'],
  },
  {
    row: 144,
    title: 'no wsa:From: the address is asked for, and the usual ones of the peer are tried',
    request: envelope(ID + MESSAGE + action('/Heartbeat'), '<o:heartbeatRequest/>'),
    action: 'Heartbeat',
    issues: ['soap-from-missing'],
    answer: [`>${WSA}/anonymous<`],
  },
  {
    row: 145,
    title: 'wsa:Action without its slash',
    request: envelope(ID + MESSAGE + FROM + action('Heartbeat'), '<o:heartbeatRequest/>'),
    action: 'Heartbeat',
    issues: ['soap-action-form'],
    answer: ['>/HeartbeatResponse<'],
  },
  {
    row: 145,
    title: 'wsa:Action as a full URI',
    request: envelope(ID + MESSAGE + FROM + action(`${CS}Heartbeat`), '<o:heartbeatRequest/>'),
    action: 'Heartbeat',
    issues: ['soap-action-form'],
    answer: ['>/HeartbeatResponse<'],
  },
  {
    row: 146,
    title: 'the namespace of the charge point service in a call to the central system',
    request: envelope(
      ID + MESSAGE + FROM + action('/Heartbeat'),
      '<o:heartbeatRequest/>',
      'urn://Ocpp/Cp/2015/10/',
    ),
    version: '1.6',
    action: 'Heartbeat',
    issues: ['soap-service-mixed'],
    answer: ['xmlns:ocpp="urn://Ocpp/Cp/2015/10/"'],
  },
  {
    row: 168,
    title: 'answers have a MessageID of their own, RelatesTo, Action, To, From and the identity',
    request: envelope(ID + MESSAGE + FROM + action('/Heartbeat'), '<o:heartbeatRequest/>'),
    action: 'Heartbeat',
    issues: [],
    answer: [
      '<wsa:MessageID>urn:uuid:',
      '<wsa:RelatesTo>m1<',
      '>/HeartbeatResponse</wsa:Action>',
      '>http://127.0.0.1:9/</wsa:To>',
      '<wsa:From><wsa:Address>http://127.0.0.1:',
      '>CP1</ocpp:chargeBoxIdentity>',
    ],
  },
  {
    row: 169,
    title: 'WS-Addressing of 2004, From as plain text, the namespace of the other service',
    request: envelope(
      `${ID + MESSAGE}<a:From>http://127.0.0.1:9/cp</a:From>${action('/Heartbeat')}`,
      '<o:heartbeatRequest/>',
      CP,
      'http://schemas.xmlsoap.org/ws/2004/08/addressing',
    ),
    action: 'Heartbeat',
    issues: ['soap-from-text', 'soap-addressing-2004', 'soap-service-mixed'],
    answer: [
      'xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing"',
      `xmlns:ocpp="${CP}"`,
      '>http://127.0.0.1:9/cp</wsa:To>',
    ],
  },
  {
    row: 171,
    title: 'dates of 2013 and a misspelt namespace',
    request: envelope(
      ID + MESSAGE + FROM + action('/StatusNotification'),
      '<o:statusNotificationRequest><o:connectorId>2</o:connectorId><o:status>Available</o:status><o:errorCode>NoError</o:errorCode><o:info></o:info><o:timestamp>2013-02-01T15:09:18Z</o:timestamp></o:statusNotificationRequest>',
    ).replace('xmlns:a=', 'xmlns:wsp="http://schemas.xmlsoapf.org/ws/2004/09/policy" xmlns:a='),
    action: 'StatusNotification',
    payload: {
      connectorId: 2,
      status: 'Available',
      errorCode: 'NoError',
      info: '',
      timestamp: '2013-02-01T15:09:18Z',
    },
    issues: ['soap-namespace-typo', 'soap-element-empty', 'status-empty-fields', 'timestamp-years-old'],
    answer: ['statusNotificationResponse'],
  },
  {
    row: 172,
    title: 'a first boot without a header, a content type and a known prefix is accepted nevertheless',
    request: `<x:Envelope><x:Body>${BOOT.replaceAll('o:', '')}</x:Body></x:Envelope>`,
    contentType: 'text/plain',
    stationId: 'unnamed-127.0.0.1',
    action: 'BootNotification',
    issues: [
      'soap-content-type',
      'identity-inferred',
      'soap-undeclared-prefix',
      'soap-no-header',
      'soap-identity-missing',
      'soap-message-id-missing',
      'soap-from-missing',
      'soap-namespace-missing',
    ],
    answer: ['<ocpp:status>Accepted<'],
  },
];

export const ANSWERS: readonly AnswerQuirk[] = [
  {
    row: 143,
    title: 'an answer without a header belongs to the call on whose connection it came',
    from: '{url}',
    paths: ['/'],
    answers: { '/': { text: envelope('', ACCEPTED, CP) } },
    outcome: { outcome: 'answered', payload: { status: 'Accepted' } },
    issues: ['soap-no-header'],
  },
  {
    row: 147,
    title: 'the reported address lacks /ChargePointService: both are tried',
    from: '{url}/ocpp',
    paths: ['/ocpp', '/ocpp/ChargePointService'],
    answers: {
      '/ocpp': { text: '<html><body>404</body></html>', status: 404, contentType: 'text/html' },
      '/ocpp/ChargePointService': { text: GOOD },
    },
    outcome: { outcome: 'answered', payload: { status: 'Accepted' } },
    issues: [],
  },
  {
    row: 169,
    title: 'Reset is answered with resetConfirmation',
    from: '{url}/ChargePointService',
    paths: ['/ChargePointService'],
    answers: {
      '/ChargePointService': { text: GOOD.replaceAll('resetResponse', 'resetConfirmation') },
    },
    outcome: { outcome: 'answered', payload: { status: 'Accepted' } },
    issues: ['soap-element-name'],
  },
  {
    row: 170,
    title: 'an envelope of SOAP 1.1 with an undeclared prefix and the Action of another call',
    from: '{url}/ChargePointService',
    paths: ['/ChargePointService'],
    answers: {
      '/ChargePointService': {
        text: envelope(
          '<a:Action SOAP-ENV:mustUnderstand="true">/GetConfigurationResponse</a:Action>',
          ACCEPTED,
          CP,
          WSA,
          SOAP_11,
        ),
        contentType: 'text/xml',
      },
    },
    outcome: { outcome: 'answered', payload: { status: 'Accepted' } },
    issues: [
      'soap-undeclared-prefix',
      'soap-envelope-version',
      'soap-relates-to-missing',
      'soap-action-differs',
    ],
  },
  {
    row: 170,
    title: 'a fault inside a second Body, with status 200',
    from: '{url}/ChargePointService',
    paths: ['/ChargePointService'],
    answers: {
      '/ChargePointService': {
        text: envelope(
          ANSWER_HEADER,
          '<s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>PropertyConstraintViolation</s:Value></s:Subcode></s:Code><s:Reason><s:Text>no</s:Text></s:Reason></s:Fault></s:Body>',
          CP,
        ),
      },
    },
    outcome: { outcome: 'refused', code: 'PropertyConstraintViolation', description: 'no' },
    issues: ['soap-status', 'soap-nested-body'],
  },
  {
    row: 170,
    title: 'a stack trace as plain text, with status 200',
    from: '{url}/ChargePointService',
    paths: ['/ChargePointService'],
    answers: {
      '/ChargePointService': {
        text: 'TypeError: Cannot read property "x" of undefined\n    at Service.reset (service.js:1:2)',
        contentType: 'text/plain',
      },
    },
    outcome: { outcome: 'refused', code: 'HTTP 200' },
    issues: ['soap-answer-unreadable'],
  },
];

export const ROWS: readonly Quirk[] = [...REQUESTS, ...ANSWERS];
