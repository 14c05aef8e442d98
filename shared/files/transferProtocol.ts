import { z } from 'zod';

/** Ways of a file between a station and Kerbside, by the names that addresses begin with. */
export const TRANSFER_PROTOCOLS = ['http', 'https', 'ftp', 'ftps', 'sftp'] as const;
export const transferProtocolSchema = z.enum(TRANSFER_PROTOCOLS);
export type TransferProtocol = z.infer<typeof transferProtocolSchema>;
