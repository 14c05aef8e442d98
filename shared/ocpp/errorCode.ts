import { isOcpp1, type OcppVersion } from './version.ts';

/** CALLERROR codes as each version spells them (OCPP 1.6J §4.2.3 has two spelling mistakes that stay). */
export const ERROR_CODES = [
  'NotImplemented',
  'NotSupported',
  'InternalError',
  'ProtocolError',
  'SecurityError',
  'FormationViolation',
  'FormatViolation',
  'PropertyConstraintViolation',
  'OccurenceConstraintViolation',
  'OccurrenceConstraintViolation',
  'TypeConstraintViolation',
  'GenericError',
  'MessageTypeNotSupported',
  'RpcFrameworkError',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The code for a frame that is no valid OCPP-J message. */
export function formationErrorCode(version: OcppVersion): ErrorCode {
  return isOcpp1(version) ? 'FormationViolation' : 'RpcFrameworkError';
}
