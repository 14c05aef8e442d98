import type { PortBanner } from '../../../../shared/service-port/portState.ts';

/** A half-duplex adapter, or a bridged cable (SERVICE-PORT §4.5). */
export const ECHO_BANNER: PortBanner = {
  code: 'echo',
  level: 'info',
  sentence: 'The line sends back what is sent: echo is on, and it is taken out.',
};
