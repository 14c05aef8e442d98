import { z } from 'zod';
import { OUTCOMES } from '../../station/outcome.ts';

/** OCPPInterfaceEnumType; `Any` came with 2.1. */
export const OCPP_INTERFACES = [
  'Wired0',
  'Wired1',
  'Wired2',
  'Wired3',
  'Wireless0',
  'Wireless1',
  'Wireless2',
  'Wireless3',
  'Any',
] as const;

/** APNAuthenticationEnumType. */
export const APN_AUTHENTICATIONS = ['NONE', 'PAP', 'CHAP', 'AUTO'] as const;

const short = z.string().min(1).max(64);

/**
 * A network connection profile as a technician gives it (NetworkConnectionProfileType, OCPP 2.0.1 part 2 §2.35). Times in s.
 * `identity` and `password` came with 2.1. A VPN is left to the command itself.
 */
export const networkProfileSchema = z.object({
  slot: z.number().int().min(0).max(1_000_000),
  url: z.string().min(1).max(2000),
  ocppInterface: z.enum(OCPP_INTERFACES),
  securityProfile: z.number().int().min(0).max(3),
  messageTimeoutS: z.number().int().min(1).max(86_400),
  identity: z.string().min(1).max(48).optional(),
  password: short.optional(),
  apn: z
    .object({
      name: z.string().min(1).max(2000),
      authentication: z.enum(APN_AUTHENTICATIONS),
      user: short.optional(),
      password: short.optional(),
    })
    .optional(),
});
export type NetworkProfile = z.infer<typeof networkProfileSchema>;

/** What became of it; `status` is the station's own word, `sentence` what it means and what comes next. */
export const profileEndSchema = z.object({
  isDone: z.boolean(),
  status: z.string().optional(),
  outcome: z.enum(OUTCOMES),
  sentence: z.string(),
  requestSeq: z.number().int().optional(),
  responseSeq: z.number().int().optional(),
});
export type ProfileEnd = z.infer<typeof profileEndSchema>;
