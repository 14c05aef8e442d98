import { z } from 'zod';
import { OCPP_VERSIONS } from '../../ocpp/version.ts';
import { wantedChangeSchema } from '../change.ts';

/** What an item has to do with reaching a back end. */
export const BACKEND_ROLES = [
  'backend-url',
  'backend-host',
  'backend-port',
  'backend-path',
  'backend-identity',
  'backend-password',
  'backend-enabled',
  'network-profile-order',
  'network-profile-active',
  'security-profile',
  'apn',
  'apn-user',
  'apn-password',
] as const;
export type BackendRole = (typeof BACKEND_ROLES)[number];

/** How its role is known: from the specification or a maker's pack, from its name, or from what it holds. */
export const ROLE_SOURCES = ['known', 'name', 'value'] as const;

/**
 * One item that decides which central system a station finds. `value` is absent for secrets, and where the station
 * does not tell it; `isSet` says of a secret whether there is one, where that can be known. `leadsHere` is present for what holds an
 * address. `slot` is the network connection profile of 2.x that it belongs to.
 */
export const backendItemSchema = z.object({
  address: z.string(),
  role: z.enum(BACKEND_ROLES),
  roleFrom: z.enum(ROLE_SOURCES),
  value: z.string().optional(),
  isSet: z.boolean().optional(),
  isWritable: z.boolean(),
  leadsHere: z.boolean().optional(),
  slot: z.number().int().optional(),
});
export type BackendItem = z.infer<typeof backendItemSchema>;

/**
 * A network connection profile of 2.x. `place` is its position in NetworkConfigurationPriority, from 0, absent where it is not in it;
 * `isActive`: the station is connected by it.
 */
export const networkSlotSchema = z.object({
  slot: z.number().int(),
  url: z.string().optional(),
  leadsHere: z.boolean().optional(),
  place: z.number().int().optional(),
  isActive: z.boolean(),
  /** Set with SetNetworkProfile in this session: 2.0.1 has no message that reads a slot. */
  isFromProfile: z.boolean(),
});
export type NetworkSlot = z.infer<typeof networkSlotSchema>;

/** What the address was before it led here, and the changes that put it back. */
export const backendBeforeSchema = z.object({
  value: z.string(),
  address: z.string(),
  /** When it was so (epoch ms). */
  at: z.number(),
  changes: z.array(wantedChangeSchema),
});
export type BackendBefore = z.infer<typeof backendBeforeSchema>;

/** `elsewhere`: every known address is another one; `unknown`: no address is known. */
export const LEADS = ['here', 'elsewhere', 'unknown'] as const;

/**
 * Where a station is pointed to, as far as it was read. `readAt` (epoch ms) is absent where nothing was. `isConnected` here
 * with an address that leads elsewhere means that something between them forwards it.
 */
export const backendSchema = z.object({
  stationId: z.string(),
  version: z.enum(OCPP_VERSIONS).optional(),
  readAt: z.number().optional(),
  isConnected: z.boolean(),
  leads: z.enum(LEADS),
  sentence: z.string(),
  items: z.array(backendItemSchema),
  slots: z.array(networkSlotSchema),
  before: backendBeforeSchema.optional(),
});
export type Backend = z.infer<typeof backendSchema>;

/** A station that still leads to this Kerbside, for the reminder on leaving. `key` is the item that does. */
export const leftPointingSchema = z.object({
  stationId: z.string(),
  key: z.string(),
  value: z.string(),
  sentence: z.string(),
  before: backendBeforeSchema.optional(),
});
export type LeftPointing = z.infer<typeof leftPointingSchema>;
