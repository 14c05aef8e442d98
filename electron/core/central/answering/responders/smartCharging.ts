import { refused, type Responder } from './responder.ts';

const NO_PLAN = 'Kerbside plans no charging; the station decides.';

/** OCPP 2.0.1 K15: Accepted would promise a SetChargingProfile. */
export const notifyEVChargingNeeds201: Responder = () => refused('Rejected', 'NoPlanning', NO_PLAN);

/** OCPP 2.1 K15 has a status of its own for that. */
export const notifyEVChargingNeeds21: Responder = () => refused('NoChargingProfile', 'NoPlanning', NO_PLAN);

export const pullDynamicScheduleUpdate: Responder = () => refused('Rejected', 'NoPlanning', NO_PLAN);

export const accepted: Responder = () => ({ status: 'Accepted' });
