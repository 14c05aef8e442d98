import type { Issue } from '../../trace/issue.ts';
import { readFault, type SoapFault } from './soapFault.ts';
import { readHeader, type SoapHeader } from './readHeader.ts';
import { soapIssue } from './soapIssue.ts';
import {
  ENVELOPE_NAMESPACES,
  readOcppNamespace,
  type AddressingVersion,
  type EnvelopeVersion,
  type OcppNamespace,
} from './soapNames.ts';
import { allElements, childOf, childrenOf, type XmlElement } from './xmlElement.ts';
import type { XmlFault } from './xmlGuard.ts';
import { readXml } from './readXml.ts';

/**
 * A SOAP message as far as it could be understood, of a caller or of an answering side. Names are matched without
 * their namespaces, since real ones mix them up; `envelopeVersion` and `addressing` are absent where the namespaces
 * say nothing. `message` is the element inside the body, absent for a fault or an empty body.
 */
export interface SoapEnvelope {
  envelopeVersion?: EnvelopeVersion;
  addressing?: AddressingVersion;
  /** The OCPP namespace as it was written, and what it says. */
  namespace?: string;
  ocpp?: OcppNamespace;
  header: SoapHeader;
  hasHeader: boolean;
  message?: XmlElement;
  fault?: SoapFault;
  issues: readonly Issue[];
}

export type ReadEnvelope =
  | { ok: true; envelope: SoapEnvelope }
  | { ok: false; code: XmlFault['code'] | 'soap-no-envelope'; sentence: string };

/** Reads an envelope. Never throws; what is no SOAP gives a sentence. */
export function readEnvelope(text: string): ReadEnvelope {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  const { root } = xml;
  const bodies = root.name.toLowerCase() === 'envelope' ? bodiesOf(root) : [];
  if (bodies.length === 0) {
    const sentence =
      root.name.toLowerCase() === 'envelope'
        ? 'The SOAP envelope has no Body.'
        : `The XML is no SOAP envelope; it begins with “${root.name.slice(0, 60)}”.`;
    return { ok: false, code: 'soap-no-envelope', sentence };
  }
  return { ok: true, envelope: understand(root, bodies) };
}

function understand(root: XmlElement, bodies: readonly XmlElement[]): SoapEnvelope {
  const issues: Issue[] = [];
  const headerElement = childOf(root, 'Header');
  const header = readHeader(headerElement);
  const content = bodies.flatMap((body) => body.children).filter(({ name }) => name.toLowerCase() !== 'body');
  const faultElement = content.find(({ name }) => name.toLowerCase() === 'fault');
  const message = faultElement === undefined ? content[0] : undefined;
  const envelopeVersion = envelopeVersionOf(root);
  const { namespace, ocpp } = ocppNamespaceOf(root, message, headerElement);
  if (envelopeVersion === undefined && !root.isPrefixUndeclared)
    issues.push(soapIssue('soap-envelope-namespace'));
  issues.push(...namespaceIssues(root));
  if (bodies.length > 1) issues.push(soapIssue('soap-nested-body'));
  issues.push(...header.issues);
  if (ocpp?.spoken === '1.2') issues.push(soapIssue('soap-version-12'));
  return {
    ...(envelopeVersion === undefined ? {} : { envelopeVersion }),
    ...(header.addressing === undefined ? {} : { addressing: header.addressing }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(ocpp === undefined ? {} : { ocpp }),
    header: header.header,
    hasHeader: headerElement !== undefined && headerElement.children.length > 0,
    ...(message === undefined ? {} : { message }),
    ...(faultElement === undefined ? {} : { fault: readFault(faultElement) }),
    issues,
  };
}

/** The Body, and the further ones that old libraries put beside or inside it. */
function bodiesOf(envelope: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  let level = childrenOf(envelope, 'Body');
  while (level.length > 0) {
    found.push(...level);
    level = level.flatMap((body) => childrenOf(body, 'Body'));
  }
  return found;
}

function envelopeVersionOf(root: XmlElement): EnvelopeVersion | undefined {
  if (root.namespace === ENVELOPE_NAMESPACES['1.2']) return '1.2';
  return root.namespace === ENVELOPE_NAMESPACES['1.1'] ? '1.1' : undefined;
}

/** That of the message goes first; then that of the identity, then whatever is declared anywhere. */
function ocppNamespaceOf(
  root: XmlElement,
  message: XmlElement | undefined,
  header: XmlElement | undefined,
): { namespace?: string; ocpp?: OcppNamespace } {
  const declared: (string | undefined)[] = [
    message?.namespace,
    childOf(header, 'chargeBoxIdentity')?.namespace,
  ];
  for (const element of allElements(root)) {
    for (const { prefix, name, value } of element.attributes) {
      if (prefix === 'xmlns' || (prefix === '' && name === 'xmlns')) declared.push(value);
    }
  }
  const namespace = declared.find((candidate) => readOcppNamespace(candidate) !== undefined);
  const ocpp = readOcppNamespace(namespace);
  return namespace === undefined || ocpp === undefined ? {} : { namespace, ocpp };
}

const TYPO = /^http:\/\/schemas\.xmlsoap[a-z]+\.org\//;

function namespaceIssues(root: XmlElement): Issue[] {
  const undeclared = new Set<string>();
  let typo: string | undefined;
  for (const element of allElements(root)) {
    if (element.isPrefixUndeclared) undeclared.add(element.prefix);
  }
  for (const prefix of undeclaredOnAttributes(root, new Set(['xml', 'xmlns']))) undeclared.add(prefix);
  for (const { value, prefix } of root.attributes) if (prefix === 'xmlns' && TYPO.test(value)) typo ??= value;
  const issues: Issue[] = [];
  if (undeclared.size > 0) {
    const names = [...undeclared].slice(0, 5).join(', ').slice(0, 100);
    const message = `Prefixes that are nowhere declared: ${names}. The names were read without them.`;
    issues.push(soapIssue('soap-undeclared-prefix', { message }));
  }
  if (typo !== undefined) {
    const message = `The declared namespace “${typo.slice(0, 100)}” is misspelt: it should be schemas.xmlsoap.org.`;
    issues.push(soapIssue('soap-namespace-typo', { message }));
  }
  return issues;
}

function* undeclaredOnAttributes(element: XmlElement, outer: ReadonlySet<string>): Generator<string> {
  const declared = element.attributes.filter(({ prefix }) => prefix === 'xmlns').map(({ name }) => name);
  const known = declared.length === 0 ? outer : new Set([...outer, ...declared]);
  for (const { prefix } of element.attributes) if (prefix !== '' && !known.has(prefix)) yield prefix;
  for (const child of element.children) yield* undeclaredOnAttributes(child, known);
}
