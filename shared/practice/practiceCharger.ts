import { z } from 'zod';
import { ocppVersionSchema, transportSchema, type OcppVersion, type Transport } from '../ocpp/version.ts';

/** What a person can do at the practice charger, as at a real one. */
export const PRACTICE_ACTS = ['plug', 'unplug', 'authorize', 'fault', 'clearFault'] as const;
export const practiceActSchema = z.enum(PRACTICE_ACTS);
export type PracticeAct = z.infer<typeof practiceActSchema>;

/** The practice charger as the screens show it. Power in W, energy of the running transaction in Wh. */
export const practiceStateSchema = z.object({
  stationId: z.string(),
  version: ocppVersionSchema,
  transport: transportSchema,
  link: z.enum(['connecting', 'connected', 'disconnected']),
  connectorStatus: z.string(),
  isPlugged: z.boolean(),
  isCharging: z.boolean(),
  powerW: z.number(),
  energyWh: z.number(),
});
export type PracticeState = z.infer<typeof practiceStateSchema>;

/** A running practice charger. `stop` resolves when its socket is closed. */
export interface PracticeCharger {
  readonly stationId: string;
  state(): PracticeState;
  act(act: PracticeAct, connectorId?: number): Promise<void>;
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

export const PRACTICE_PORT_DEVICES = ['rapi', 'modbus', 'console'] as const;
export type PracticePortDevice = (typeof PRACTICE_PORT_DEVICES)[number];

/** A practice charger on a cable, behind `tcp://127.0.0.1:port`, or a pty of the tests. */
export interface PracticePort {
  readonly device: PracticePortDevice;
  readonly path: string;
  stop(): Promise<void>;
}

export interface PracticeStarter {
  start(options: {
    /** Central system without the station id: `ws://127.0.0.1:8887`, over SOAP `http://127.0.0.1:8887`. */
    url: string;
    stationId: string;
    version: OcppVersion;
    /** Default `json`; 1.5 knows only `soap`. */
    transport?: Transport;
    /** Plug a car in as soon as the station is accepted. */
    plug?: boolean;
    /** Present a tag then, too, so that it charges. */
    authorize?: boolean;
  }): PracticeCharger;
}

/** Starts practice chargers; handed to the core by its host, so that the core knows only this. */
export interface PracticeCapability {
  /** Loads what starts chargers. */
  load(): Promise<PracticeStarter>;
  /** `habits` are ways to misbehave, by name; each device knows its own. */
  startPort(options: { device: PracticePortDevice; habits?: readonly string[] }): Promise<PracticePort>;
}
