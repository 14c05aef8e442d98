import { z } from 'zod';
import { quirkProfileSchema, type QuirkProfile } from './quirkProfile.ts';

export type QuirkSetting = keyof QuirkProfile;

/** Every setting of a profile, in the order in which it is shown. */
export const QUIRK_SETTINGS = Object.keys(quirkProfileSchema.shape) as QuirkSetting[];

const { shape } = quirkProfileSchema;

/** A change of some settings of a profile; `null` sets one back to the usual. */
export const quirkChangeSchema = z.strictObject({
  pingIntervalS: shape.pingIntervalS.nullable(),
  compression: shape.compression.nullable(),
  timeFormat: shape.timeFormat.nullable(),
  configurationChunk: shape.configurationChunk.nullable(),
  idRule: shape.idRule.nullable(),
  forcedVersion: shape.forcedVersion.nullable(),
  validate: shape.validate.nullable(),
  closeBy: shape.closeBy.nullable(),
  callbackUrl: shape.callbackUrl.nullable(),
  fileProtocols: shape.fileProtocols.nullable(),
  ftpLogin: shape.ftpLogin.nullable(),
} satisfies Record<QuirkSetting, z.ZodType>);
export type QuirkChange = z.infer<typeof quirkChangeSchema>;

export function isQuirkSetting(name: string): name is QuirkSetting {
  return Object.hasOwn(shape, name);
}

/** The profile with a change merged in. */
export function withQuirkChange(before: QuirkProfile, change: QuirkChange): QuirkProfile {
  const merged = { ...before, ...change };
  const kept = Object.entries(merged).filter(([, value]) => value !== null && value !== undefined);
  return quirkProfileSchema.parse(Object.fromEntries(kept));
}

/** Whether a change would alter nothing. */
export function isInEffect(profile: QuirkProfile, change: QuirkChange): boolean {
  return QUIRK_SETTINGS.every(
    (name) => change[name] === undefined || isSameSetting(change[name] ?? undefined, profile[name]),
  );
}

export function isSameSetting(one: QuirkProfile[QuirkSetting], other: QuirkProfile[QuirkSetting]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
