import { z } from 'zod';

/** One address under which a charger can reach this machine. `card` is the network card's own name. */
export const networkAddressSchema = z.object({
  card: z.string(),
  kind: z.enum(['ethernet', 'wifi', 'usb', 'virtual', 'loopback']),
  address: z.string(),
  family: z.enum(['IPv4', 'IPv6']),
});
export type NetworkAddress = z.infer<typeof networkAddressSchema>;

/** Where the front door offers the certificate of the authority that signs its own. */
export const CA_PATH = '/kerbside-ca.pem';

/** Whether the front door takes encrypted connections (wss) beside plain ones, instead of them, or not at all. */
export const TLS_MODES = ['off', 'optional', 'required'] as const;
export const tlsModeSchema = z.enum(TLS_MODES);
export type TlsMode = z.infer<typeof tlsModeSchema>;

/**
 * Where the front door listens. `addresses` holds only those that the bound host makes reachable; `tls` is absent
 * where it is off.
 */
export const listeningSchema = z.object({
  host: z.string(),
  port: z.number().int(),
  addresses: z.array(networkAddressSchema),
  tls: tlsModeSchema.optional(),
});
export type Listening = z.infer<typeof listeningSchema>;
