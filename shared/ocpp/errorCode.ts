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

const ONLY_IN_1: readonly ErrorCode[] = ['FormationViolation', 'OccurenceConstraintViolation'];
const ONLY_IN_2: readonly ErrorCode[] = [
  'FormatViolation',
  'OccurrenceConstraintViolation',
  'MessageTypeNotSupported',
  'RpcFrameworkError',
];

/** The codes that a version knows (OCPP 1.6J §4.2.3, OCPP 2.x part 4 §4.3); all where it is not known. */
export function errorCodesOf(version: OcppVersion | undefined): ErrorCode[] {
  if (version === undefined) return [...ERROR_CODES];
  const others = isOcpp1(version) ? ONLY_IN_2 : ONLY_IN_1;
  return ERROR_CODES.filter((code) => !others.includes(code));
}

/** The code for a frame that is no valid OCPP-J message. */
export function formationErrorCode(version: OcppVersion): ErrorCode {
  return isOcpp1(version) ? 'FormationViolation' : 'RpcFrameworkError';
}
