import { z } from 'zod';

/** OCPP versions that run over WebSocket (OCPP-J). */
export const OCPP_VERSIONS = ['1.6', '2.0.1', '2.1'] as const;
export const ocppVersionSchema = z.enum(OCPP_VERSIONS);
export type OcppVersion = z.infer<typeof ocppVersionSchema>;

/** The WebSocket subprotocol of each version (OCPP 1.6J §3.1.2, OCPP 2.0.1 part 4 §3.1.2, OCPP 2.1 part 4 §3.1.2). */
export const SUBPROTOCOLS: Readonly<Record<OcppVersion, string>> = {
  '1.6': 'ocpp1.6',
  '2.0.1': 'ocpp2.0.1',
  '2.1': 'ocpp2.1',
};

/** The version that a station speaks which names no subprotocol: 1.6 is what such stations turn out to be. */
export const ASSUMED_VERSION: OcppVersion = '1.6';
