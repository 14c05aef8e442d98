import { z } from 'zod';

/** One address under which a charger can reach this machine. `card` is the network card's own name. */
export const networkAddressSchema = z.object({
  card: z.string(),
  kind: z.enum(['ethernet', 'wifi', 'usb', 'virtual', 'loopback']),
  address: z.string(),
  family: z.enum(['IPv4', 'IPv6']),
});
export type NetworkAddress = z.infer<typeof networkAddressSchema>;

/** Where the front door listens. `addresses` holds only those that the bound host makes reachable. */
export const listeningSchema = z.object({
  host: z.string(),
  port: z.number().int(),
  addresses: z.array(networkAddressSchema),
});
export type Listening = z.infer<typeof listeningSchema>;
