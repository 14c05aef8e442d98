import { z } from 'zod';
import { isOcpp1, type OcppVersion, type Transport } from '../ocpp/version.ts';

/** What a station can be asked to upload; `data-collector` exists since 2.1 (LogEnumType). */
export const LOG_KINDS = ['diagnostics', 'security', 'data-collector'] as const;
export const logKindSchema = z.enum(LOG_KINDS);
export type LogKind = z.infer<typeof logKindSchema>;

/** LogEnumType of GetLog. */
export const LOG_TYPES: Readonly<Record<LogKind, string>> = {
  diagnostics: 'DiagnosticsLog',
  security: 'SecurityLog',
  'data-collector': 'DataCollectorLog',
};

export const LOG_KIND_WORDS: Readonly<Record<LogKind, string>> = {
  diagnostics: 'Diagnostics',
  security: 'Security log',
  'data-collector': 'Data collector log',
};

export type LogAction = 'GetDiagnostics' | 'GetLog';

/**
 * The requests that may bring a log, in the order in which they are tried; none where the version has no request for it.
 * The security extension of 1.6 has GetLog for both logs, over JSON only; whoever has it may have dropped GetDiagnostics.
 */
export function logActions(version: OcppVersion, transport: Transport, kind: LogKind): LogAction[] {
  if (kind === 'data-collector') return version === '2.1' ? ['GetLog'] : [];
  if (!isOcpp1(version)) return ['GetLog'];
  const hasGetLog = version === '1.6' && transport === 'json';
  if (kind === 'security') return hasGetLog ? ['GetLog'] : [];
  return hasGetLog ? ['GetLog', 'GetDiagnostics'] : ['GetDiagnostics'];
}
