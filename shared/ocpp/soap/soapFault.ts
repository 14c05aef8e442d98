import { childOf, type XmlElement } from './xmlElement.ts';

/** The fault codes of the OCPP-S implementation guide (OCPP 1.6S §4.4), by who is to blame. */
export const FAULT_CODES = {
  SecurityError: 'Sender',
  IdentityMismatch: 'Sender',
  ProtocolError: 'Sender',
  InternalError: 'Receiver',
  NotSupported: 'Receiver',
  GenericError: 'Receiver',
} as const;
export type FaultCode = keyof typeof FAULT_CODES;

/** A fault as it came: `code` is the most particular code, without its prefix. */
export interface SoapFault {
  code: string;
  description: string;
  details: string;
}

/** Reads a Fault of SOAP 1.1 (`faultcode`, `faultstring`) or 1.2 (`Code`, `Reason`), whatever its namespaces. */
export function readFault(element: XmlElement): SoapFault {
  const code = childOf(element, 'Code');
  const subcode = childOf(code, 'Subcode');
  const reason = childOf(element, 'Reason');
  const codes = [
    textOf(childOf(childOf(subcode, 'Subcode'), 'Value')),
    textOf(childOf(subcode, 'Value')),
    textOf(childOf(code, 'Value')),
    textOf(childOf(element, 'faultcode')),
  ];
  const found = codes.find((text) => text !== '') ?? '';
  return {
    code: found.slice(found.lastIndexOf(':') + 1).replace(/^(Client|Server)\./, ''),
    description: textOf(childOf(reason, 'Text')) || textOf(reason) || textOf(childOf(element, 'faultstring')),
    details: deepText(childOf(element, 'detail')).trim(),
  };
}

function textOf(element: XmlElement | undefined): string {
  return element?.text.trim() ?? '';
}

function deepText(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  return [element.text.trim(), ...element.children.map(deepText)].filter((text) => text !== '').join(' ');
}
