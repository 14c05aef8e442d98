import { status } from '../behaviours/command.ts';
import type { Behaviour } from '../behaviours/behaviour.ts';

const STARTS_AND_STOPS = new Set([
  'RemoteStartTransaction',
  'RemoteStopTransaction',
  'RequestStartTransaction',
  'RequestStopTransaction',
]);

/** A station that is not accepted does not charge (OCPP 1.6 §4.2, 2.0.1 B02), and a rejected one obeys nobody (B03). */
export const registrationGuard: Behaviour = {
  name: 'registration guard',
  onCall(call, station) {
    const registration = station.registration.status;
    if (registration === 'Rejected') {
      return {
        kind: 'error',
        code: 'SecurityError',
        description: 'the station was rejected and takes no commands',
      };
    }
    return registration === 'Pending' && STARTS_AND_STOPS.has(call.action) ? status('Rejected') : 'next';
  },
};
