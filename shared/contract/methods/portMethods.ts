import { z } from 'zod';
import { PRACTICE_PORT_DEVICES } from '../../practice/practiceCharger.ts';
import { portIdentitySchema } from '../../service-port/portIdentity.ts';
import { driverItemSchema, itemReadingSchema } from '../../service-port/driverItem.ts';
import { lineSettingsSchema } from '../../service-port/lineSettings.ts';
import { portListSchema } from '../../service-port/portInfo.ts';
import { portProfilesSchema } from '../../service-port/portProfileInfo.ts';
import { portFirmwareWaySchema, portPushPlanSchema, portRunSchema } from '../../service-port/portRun.ts';
import { portStateSchema } from '../../service-port/portState.ts';
import { rateDetectionSchema } from '../../service-port/rateDetection.ts';
import { none } from './params.ts';

const path = z.string().min(1).max(1000);
const onPort = z.object({ path });
const runId = z.string().min(1).max(200);
const profileId = z.string().min(1).max(200);
const pushWish = z.object({
  path,
  /** An entry of the firmware library, or a file of this computer; exactly one of them. */
  libraryId: z.string().optional(),
  filePath: z.string().max(4000).optional(),
  /** The version that the device shall report afterwards. */
  version: z.string().max(200).optional(),
  /** By the names of `port.firmwareWay`; what is not given is the profile's. */
  parameters: z.record(z.string().max(64), z.string().max(200)).optional(),
});

/**
 * Service ports. `path` names a port: of the system, `tcp://host:port` or `rfc2217://host:port`. Those that need an open port fail with
 * `unavailable` where it is not, and with `busy` while something else has the line. Of a device that refuses or stays silent the result
 * tells; only the port's own trouble is a failure.
 */
export const PORT_METHODS = {
  /** The ports of this computer now. Never fails: where the system has no list, the result says so. */
  'ports.list': { params: none, result: portListSchema },
  /**
   * Opens a port, identifies the device where a profile is given, and keeps it open. Line settings that are not given come from what was
   * used with this adapter before, then from the profile, then 115200 8N1. Fails with `busy`, `permission`, `not-found`, `unavailable`
   * or `invalid-params`, each with what to do. A port that is open already is given another profile or line; another profile, or another version
   * of it, fails with `busy` while its configuration is read or changed. Without `unit` the one from before is kept with the same profile.
   */
  'port.open': {
    params: z.object({
      path,
      profileId: profileId.optional(),
      line: lineSettingsSchema.partial().optional(),
      unit: z.number().int().min(0).max(255).optional(),
    }),
    result: portStateSchema,
  },
  'port.close': { params: onPort, result: portStateSchema },
  /** Forgets a closed port. */
  'port.forget': { params: onPort, result: none },
  'port.setLine': { params: z.object({ path, line: lineSettingsSchema.partial() }), result: portStateSchema },
  /** DTR, RTS, and a break of so many ms. Fails with `unavailable` where the port has no such lines. */
  'port.signals': {
    params: z.object({
      path,
      dtr: z.boolean().optional(),
      rts: z.boolean().optional(),
      breakMs: z.number().int().min(1).max(5000).optional(),
    }),
    result: portStateSchema,
  },
  /** Sends text with the line end, or bytes in hex. Fails with `invalid-params` for what is no hex, with `conflict` for what the profile forbids. */
  'port.send': {
    params: z.object({
      path,
      text: z.string().max(65_536).optional(),
      eol: z.enum(['none', 'cr', 'lf', 'crlf']).optional(),
      hex: z.string().max(200_000).optional(),
    }),
    result: z.object({ sentBytes: z.number().int() }),
  },
  /**
   * Listens first, at the rates of the profiles, then sends Return for the prompt of a console, then requests that only read; it ends at the first
   * prompt. Cancelling ends it; the line is then as before.
   */
  'port.detect': {
    params: z.object({ path, profileIds: z.array(profileId).max(50).optional(), mayAsk: z.boolean() }),
    result: rateDetectionSchema,
  },
  /**
   * Asks the device who it is. A profile whose file was changed since (banner `profile-changed`) is taken before, unless the configuration of the
   * device is just read or changed.
   */
  'port.identify': { params: onPort, result: portIdentitySchema },
  /** What the driver can read and write, with what the profile says of it. */
  'port.items': { params: onPort, result: z.array(driverItemSchema) },
  /** Reads items now; all live ones unless `keys` names some. */
  'port.read': {
    params: z.object({ path, keys: z.array(z.string().max(200)).max(500).optional() }),
    result: z.array(itemReadingSchema),
  },
  /** Asks which units of a bus answer, with a request that only reads. */
  'port.scanUnits': {
    params: z.object({ path, from: z.number().int().min(1).max(247), to: z.number().int().min(1).max(247) }),
    result: z.array(z.object({ unit: z.number().int(), sentence: z.string() })),
  },
  /** The technician takes a bus on which somebody else is master (banner `other-master`). Fails with `conflict` where there is no bus. */
  'port.takeBus': { params: onPort, result: portStateSchema },
  /** Pulls what the profile knows of logs; answers once it has begun. The way is in topic `portRuns`. */
  'port.diagnostics': {
    params: z.object({
      path,
      what: z.string().max(1000).optional(),
      folder: z.string().max(4000).optional(),
    }),
    result: portRunSchema,
  },
  /** What can be pulled. */
  'port.diagnosticsChoices': {
    params: onPort,
    result: z.array(z.object({ what: z.string(), title: z.string(), method: z.string() })),
  },
  /** How firmware gets into the device, and what may be given for it. Fails with `conflict` where none goes over this port. */
  'port.firmwareWay': { params: onPort, result: portFirmwareWaySchema },
  /** Looks at the file and the device, and says what a push would do. Sends nothing but requests that read. */
  'port.planPush': { params: pushWish, result: portPushPlanSchema },
  /** Fails with `conflict` where `confirm` is not what the plan asked for, or where a check blocks. Answers once it has begun. */
  'port.push': { params: pushWish.extend({ confirm: z.string().max(200) }), result: portRunSchema },
  /** Stops a run; the result says in what state that leaves the charger. */
  'portRun.cancel': { params: z.object({ id: runId }), result: portRunSchema },
  'portRuns.list': { params: none, result: z.array(portRunSchema) },

  'portProfiles.list': { params: none, result: portProfilesSchema },
  /** The JSON Schema of profile files, as JSON text. */
  'portProfiles.schema': { params: none, result: z.object({ schemaText: z.string() }) },
  /** Checks the text of a profile; answers with what is wrong, by line and field. */
  'portProfiles.check': {
    params: z.object({ text: z.string().max(1_000_000) }),
    result: portProfilesSchema.pick({ troubles: true }),
  },

  /** A practice charger on a cable; answers with the path to open. */
  'practicePort.start': {
    params: z.object({ device: z.enum(PRACTICE_PORT_DEVICES) }),
    result: z.object({ path: z.string() }),
  },
  'practicePort.stop': { params: onPort, result: none },
} as const;
