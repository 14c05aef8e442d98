import { z } from 'zod';

/** Every OCPP version that Kerbside speaks. OCPP 1.2 over SOAP is read as 1.5, of which its messages are a part. */
export const OCPP_VERSIONS = ['1.5', '1.6', '2.0.1', '2.1'] as const;
export const ocppVersionSchema = z.enum(OCPP_VERSIONS);
export type OcppVersion = z.infer<typeof ocppVersionSchema>;

/** What carries the messages: JSON over WebSocket (OCPP-J) or SOAP over HTTP (OCPP-S). */
export const TRANSPORTS = ['json', 'soap'] as const;
export const transportSchema = z.enum(TRANSPORTS);
export type Transport = z.infer<typeof transportSchema>;

/** The versions that run over WebSocket. */
export const JSON_VERSIONS = ['1.6', '2.0.1', '2.1'] as const satisfies readonly OcppVersion[];
export type JsonVersion = (typeof JSON_VERSIONS)[number];

/** The versions that run over SOAP. */
export const SOAP_VERSIONS = ['1.5', '1.6'] as const satisfies readonly OcppVersion[];
export type SoapVersion = (typeof SOAP_VERSIONS)[number];

export function isJsonVersion(version: OcppVersion): version is JsonVersion {
  return (JSON_VERSIONS as readonly string[]).includes(version);
}

/** 1.5 and 1.6: connectors without EVSEs, id tags, transactions numbered by the central system. */
export function isOcpp1(version: OcppVersion): boolean {
  return version === '1.5' || version === '1.6';
}

/** A version on its transport, by the name that the command line uses. */
export const OCPP_VARIANTS = ['1.5-soap', '1.6-soap', '1.6', '2.0.1', '2.1'] as const;
export const ocppVariantSchema = z.enum(OCPP_VARIANTS);
export type OcppVariant = z.infer<typeof ocppVariantSchema>;

export interface VariantParts {
  version: OcppVersion;
  transport: Transport;
}

const PARTS: Readonly<Record<OcppVariant, VariantParts>> = {
  '1.5-soap': { version: '1.5', transport: 'soap' },
  '1.6-soap': { version: '1.6', transport: 'soap' },
  '1.6': { version: '1.6', transport: 'json' },
  '2.0.1': { version: '2.0.1', transport: 'json' },
  '2.1': { version: '2.1', transport: 'json' },
};

export function variantParts(variant: OcppVariant): VariantParts {
  return PARTS[variant];
}

/** The name of a version on its transport; 1.5 has only one. */
export function variantOf(version: OcppVersion, transport: Transport): OcppVariant {
  if (version === '1.5') return '1.5-soap';
  return version === '1.6' && transport === 'soap' ? '1.6-soap' : version;
}

/** The WebSocket subprotocol of each version (OCPP 1.6J §3.1.2, OCPP 2.0.1 part 4 §3.1.2, OCPP 2.1 part 4 §3.1.2). */
export const SUBPROTOCOLS: Readonly<Record<JsonVersion, string>> = {
  '1.6': 'ocpp1.6',
  '2.0.1': 'ocpp2.0.1',
  '2.1': 'ocpp2.1',
};

/** The version that a station speaks which names no subprotocol: 1.6 is what such stations turn out to be. */
export const ASSUMED_VERSION: JsonVersion = '1.6';
