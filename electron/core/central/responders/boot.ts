import { isoTime, type Responder } from './responder.ts';

/** OCPP 1.6 §6.3, OCPP 2.x B01: the same answer in all versions. */
export const bootNotification: Responder = (_payload, { at, heartbeatIntervalS }) => ({
  currentTime: isoTime(at),
  interval: heartbeatIntervalS,
  status: 'Accepted',
});

export const heartbeat: Responder = (_payload, { at }) => ({ currentTime: isoTime(at) });
