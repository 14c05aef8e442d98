import type { Issue } from '../../trace/issue.ts';
import { soapIssue } from './soapIssue.ts';
import { ADDRESSING_NAMESPACES, type AddressingVersion } from './soapNames.ts';
import { childOf, type XmlElement } from './xmlElement.ts';

/** The header blocks that OCPP-S uses, as text without surrounding blanks; absent where they are missing or empty. */
export interface SoapHeader {
  chargeBoxIdentity?: string;
  action?: string;
  messageId?: string;
  relatesTo?: string;
  to?: string;
  from?: string;
  replyTo?: string;
}

export interface ReadHeader {
  header: SoapHeader;
  addressing?: AddressingVersion;
  issues: readonly Issue[];
}

type Field = keyof SoapHeader;

/** By local name in small letters, since namespaces and capitals vary. */
const FIELDS = new Map<string, Field>([
  ['chargeboxidentity', 'chargeBoxIdentity'],
  ['action', 'action'],
  ['messageid', 'messageId'],
  ['relatesto', 'relatesTo'],
  ['to', 'to'],
  ['from', 'from'],
  ['replyto', 'replyTo'],
]);

const ENDPOINTS: ReadonlySet<Field> = new Set(['from', 'replyTo', 'to']);
const PASSED_OVER = new Set(['faultto', 'security', 'timestamp']);

export function readHeader(element: XmlElement | undefined): ReadHeader {
  const header: SoapHeader = {};
  const issues: Issue[] = [];
  const unknown = new Set<string>();
  let addressing: AddressingVersion | undefined;
  for (const block of element?.children ?? []) {
    const field = FIELDS.get(block.name.toLowerCase());
    addressing ??= addressingOf(block.namespace);
    if (field === undefined) {
      if (!PASSED_OVER.has(block.name.toLowerCase())) unknown.add(block.name);
      continue;
    }
    const address = ENDPOINTS.has(field) ? childOf(block, 'Address') : undefined;
    const text = (address ?? block).text.trim();
    if (text === '' || header[field] !== undefined) continue;
    header[field] = text;
    if (address === undefined && (field === 'from' || field === 'replyTo')) {
      const message = `${block.name} has its address as plain text, without the element Address around it; it was taken as it is.`;
      issues.push(soapIssue('soap-from-text', { message }));
    }
  }
  if (addressing === '2004/08') issues.push(soapIssue('soap-addressing-2004'));
  if (unknown.size > 0) {
    const names = [...unknown].slice(0, 5).join(', ').slice(0, 100);
    const message = `Header elements that are neither WS-Addressing nor OCPP were passed over: ${names}.`;
    issues.push(soapIssue('soap-header-unknown', { message }));
  }
  return { header, ...(addressing === undefined ? {} : { addressing }), issues };
}

function addressingOf(namespace: string | undefined): AddressingVersion | undefined {
  if (namespace === ADDRESSING_NAMESPACES['2005/08']) return '2005/08';
  return namespace === ADDRESSING_NAMESPACES['2004/08'] ? '2004/08' : undefined;
}
