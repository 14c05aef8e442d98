import { z } from 'zod';
import { ocppVersionSchema, transportSchema } from '../ocpp/version.ts';

/** A connector as the station last reported it. `evseId` is absent in 1.6, which has no EVSEs. */
export const connectorSchema = z.object({
  evseId: z.number().int().optional(),
  connectorId: z.number().int(),
  status: z.string(),
  errorCode: z.string().optional(),
  statusAt: z.number(),
  powerW: z.number().optional(),
  energyWh: z.number().optional(),
  socPercent: z.number().optional(),
  transactionId: z.string().optional(),
});
export type Connector = z.infer<typeof connectorSchema>;

/**
 * A charger as far as its own messages told. Times are epoch ms.
 * `clockSkewMs` is the station's clock minus ours at its last timestamped message.
 */
export const stationSchema = z.object({
  id: z.string(),
  version: ocppVersionSchema.optional(),
  transport: transportSchema.optional(),
  connected: z.boolean(),
  remoteAddress: z.string(),
  connectedAt: z.number().optional(),
  disconnectedAt: z.number().optional(),
  disconnectReason: z.string().optional(),
  vendor: z.string().optional(),
  model: z.string().optional(),
  serialNumber: z.string().optional(),
  firmwareVersion: z.string().optional(),
  lastBootAt: z.number().optional(),
  bootCount: z.number().int(),
  lastHeartbeatAt: z.number().optional(),
  heartbeatIntervalS: z.number().optional(),
  lastReceivedAt: z.number().optional(),
  clockSkewMs: z.number().optional(),
  connectors: z.array(connectorSchema),
  /** The technician set a password that the station has to send. */
  hasPassword: z.boolean().optional(),
  /** How long the last WebSocket ping took to be answered; absent before the first answer. */
  pingRttMs: z.number().optional(),
  /** Pings in a row that were not answered. */
  missedPongs: z.number().int().optional(),
  /** Calls sent or queued that have no outcome yet. */
  openCalls: z.number().int(),
});
export type Station = z.infer<typeof stationSchema>;
