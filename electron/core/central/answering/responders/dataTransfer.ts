import type { Responder } from './responder.ts';

/**
 * OCPP 1.6 §4.3 and 2.x P02: a central system without an implementation for the vendor answers exactly this. Accepting
 * would let a charger wait for something that never comes, and would hide from the technician that it depends on it.
 */
export const dataTransfer: Responder = () => ({ status: 'UnknownVendorId' });
