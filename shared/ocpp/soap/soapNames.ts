import type { SoapVersion } from '../version.ts';

/** The namespaces of SOAP 1.1 and 1.2 (SOAP 1.1 §3, SOAP 1.2 part 1 §5). */
export const ENVELOPE_NAMESPACES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const;
export type EnvelopeVersion = keyof typeof ENVELOPE_NAMESPACES;

/** The media types that the two travel as. */
export const CONTENT_TYPES: Readonly<Record<EnvelopeVersion, string>> = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
};

/** WS-Addressing 1.0, which the WSDLs ask for, and the submission of 2004 that old libraries speak. */
export const ADDRESSING_NAMESPACES = {
  '2005/08': 'http://www.w3.org/2005/08/addressing',
  '2004/08': 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
} as const;
export type AddressingVersion = keyof typeof ADDRESSING_NAMESPACES;

/** The address that means “answer on this same connection” (WS-Addressing 1.0 §2.1). */
export const ANONYMOUS: Readonly<Record<AddressingVersion, string>> = {
  '2005/08': 'http://www.w3.org/2005/08/addressing/anonymous',
  '2004/08': 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous',
};

/** The action of every fault (WS-Addressing 1.0 SOAP binding §6). */
export const FAULT_ACTION: Readonly<Record<AddressingVersion, string>> = {
  '2005/08': 'http://www.w3.org/2005/08/addressing/fault',
  '2004/08': 'http://schemas.xmlsoap.org/ws/2004/08/addressing/fault',
};

/** `Cs` is the service of the central system, called by stations; `Cp` that of the charge point. */
export type Service = 'Cs' | 'Cp';

const DATES: Readonly<Record<SoapVersion, string>> = { '1.5': '2012/06', '1.6': '2015/10' };

export function serviceNamespace(version: SoapVersion, service: Service): string {
  return `urn://Ocpp/${service}/${DATES[version]}/`;
}

/** What a namespace says of its sender. `spoken` is its own version: 1.2 is read as 1.5. */
export interface OcppNamespace {
  version: SoapVersion;
  service: Service;
  spoken: '1.2' | SoapVersion;
}

const SPOKEN = new Map<string, OcppNamespace['spoken']>([
  ['2010/08', '1.2'],
  ['2012/06', '1.5'],
  ['2015/10', '1.6'],
]);

/** Reads `urn://Ocpp/Cs/2012/06/`, with any case and number of slashes. */
export function readOcppNamespace(namespace: string | undefined): OcppNamespace | undefined {
  const match = /^urn:\/*ocpp\/(cs|cp)\/(\d{4}\/\d{2})\/?$/i.exec(namespace?.trim() ?? '');
  const spoken = SPOKEN.get(match?.[2] ?? '');
  if (match === null || spoken === undefined) return undefined;
  return {
    spoken,
    version: spoken === '1.2' ? '1.5' : spoken,
    service: match[1]?.toLowerCase() === 'cs' ? 'Cs' : 'Cp',
  };
}
