import { isoTime, type Responder } from './responder.ts';

/** OCPP 1.6 §6.3, OCPP 2.x B01: the same answer in all versions but 1.5. */
export const bootNotification: Responder = (_payload, context) => ({
  currentTime: isoTime(context),
  interval: context.heartbeatIntervalS,
  status: 'Accepted',
});

/** OCPP 1.5 §6.4: the interval has another name, and there is no Pending. */
export const bootNotification15: Responder = (_payload, context) => ({
  status: 'Accepted',
  currentTime: isoTime(context),
  heartbeatInterval: context.heartbeatIntervalS,
});

export const heartbeat: Responder = (_payload, context) => ({ currentTime: isoTime(context) });
