import { isOcpp1, OCPP_VERSIONS, type OcppVersion } from '../ocpp/version.ts';

/** What a configuration was read with: OCPP of some version, or a driver on the service port. */
export const SPOKEN = [...OCPP_VERSIONS, 'service-port'] as const;
export type Spoken = (typeof SPOKEN)[number];

/** Whether its items are keys by their names (OCPP 1.x, and drivers), and no variables of a device model (2.x). */
export function hasKeys(spoken: Spoken): spoken is Exclude<Spoken, '2.0.1' | '2.1'> {
  return spoken === 'service-port' || isOcpp1(spoken);
}

export function isOcpp(spoken: Spoken): spoken is OcppVersion {
  return spoken !== 'service-port';
}
