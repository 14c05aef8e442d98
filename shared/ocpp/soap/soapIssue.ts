import type { Issue, Severity } from '../../trace/issue.ts';

interface KnownIssue {
  severity: Severity;
  message: string;
  clause?: string;
}

/** What may be wrong with an envelope or a body although it could be read. */
const KNOWN = {
  'soap-undeclared-prefix': {
    severity: 'error',
    message: 'A prefix is used but nowhere declared; the names were read without it.',
    clause: 'Namespaces in XML 1.0 §5',
  },
  'soap-envelope-namespace': {
    severity: 'warning',
    message: 'The envelope is in the namespace of neither SOAP 1.1 nor SOAP 1.2.',
    clause: 'SOAP 1.2 part 1 §5.1',
  },
  'soap-namespace-typo': {
    severity: 'warning',
    message: 'A declared namespace is misspelt.',
  },
  'soap-no-header': {
    severity: 'warning',
    message: 'The envelope has no header: no addressing, no chargeBoxIdentity.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-nested-body': {
    severity: 'error',
    message: 'The envelope has a second Body; what is inside was read.',
    clause: 'SOAP 1.2 part 1 §5.3',
  },
  'soap-addressing-2004': {
    severity: 'info',
    message: 'Uses WS-Addressing of August 2004; the WSDL asks for 1.0 (2005/08). Answers follow the caller.',
    clause: 'WS-Addressing 1.0',
  },
  'soap-from-text': {
    severity: 'warning',
    message:
      'The address stands as plain text, without the element Address around it; it was taken as it is.',
    clause: 'WS-Addressing 1.0 §2',
  },
  'soap-header-unknown': {
    severity: 'info',
    message: 'The header has an element that is neither WS-Addressing nor OCPP; it was passed over.',
  },
  'soap-action-form': {
    severity: 'info',
    message: 'The addressing Action is not written as in the WSDL, a slash and the name of the operation.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-action-missing': {
    severity: 'warning',
    message: 'The header has no wsa:Action; the operation was read from the body.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-action-differs': {
    severity: 'warning',
    message: 'The addressing Action names another operation than the body; the body counts.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-element-name': {
    severity: 'warning',
    message: 'The element of the message is not named as in the WSDL; it was read nevertheless.',
  },
  'soap-message-id-missing': {
    severity: 'warning',
    message: 'The header has no wsa:MessageID; one was made up, so that call and answer can be told apart.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-relates-to-missing': {
    severity: 'info',
    message:
      'The answer does not say by wsa:RelatesTo what it answers; it came on the connection of the call.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-relates-to-other': {
    severity: 'warning',
    message: 'The answer says by wsa:RelatesTo that it answers another message than the one it came for.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-from-missing': {
    severity: 'warning',
    message: 'The header has no wsa:From or wsa:ReplyTo, so the station does not say where its commands go.',
    clause: 'OCPP 1.6S §4.2',
  },
  'soap-identity-missing': {
    severity: 'error',
    message: 'The header has no chargeBoxIdentity.',
    clause: 'OCPP 1.6S §4.3',
  },
  'soap-namespace-missing': {
    severity: 'warning',
    message: 'No OCPP namespace is declared, so the version had to be guessed.',
  },
  'soap-service-mixed': {
    severity: 'warning',
    message: 'Uses the namespace of the other side’s service; it was read by its local names.',
  },
  'soap-version-12': {
    severity: 'warning',
    message: 'Speaks OCPP 1.2, which Kerbside reads as 1.5. The messages are mostly the same.',
  },
  'soap-element-empty': {
    severity: 'info',
    message: 'Elements without a value; an optional field that has none is better left out.',
  },
} as const satisfies Readonly<Record<string, KnownIssue>>;

export type SoapIssueCode = keyof typeof KNOWN;

/** An issue of SOAP by its code, with what is particular to the case in its message. */
export function soapIssue(code: SoapIssueCode, detail: { message?: string; path?: string } = {}): Issue {
  const known: KnownIssue = KNOWN[code];
  return { code, ...known, ...detail };
}
