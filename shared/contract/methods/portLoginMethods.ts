import { z } from 'zod';
import { portCredentialsSchema, portLoginSchema } from '../../service-port/portLogin.ts';

export const PORT_LOGIN_METHODS = {
  /**
   * Logs in at the console of the device, where banner `login` says that it asks for one, and identifies it again. Fails with `unavailable` where
   * the port is not open, with `conflict` where its profile knows no login. That the device refuses is in the result.
   */
  'port.login': {
    params: portCredentialsSchema.extend({ path: z.string().min(1).max(1000) }),
    result: portLoginSchema,
  },
} as const;
