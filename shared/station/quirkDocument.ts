import { z } from 'zod';
import { ContractError } from '../contract/failure.ts';
import { isJsonObject, type Json } from '../json.ts';
import { isQuirkSetting, QUIRK_SETTINGS } from './quirkChange.ts';
import { quirkProfileSchema, type QuirkProfile } from './quirkProfile.ts';
import { QUIRK_SETTING_INFO } from './quirkSettings.ts';
import type { Station } from './station.ts';

const KIND = 'quirk-profile';
const VERSION = 1;

/** Which charger a profile was made for. */
export const quirkAboutSchema = z.object({
  vendor: z.string().optional(),
  model: z.string().optional(),
  firmware: z.string().optional(),
});
export type QuirkAbout = z.infer<typeof quirkAboutSchema>;

export interface QuirkDocument {
  about: QuirkAbout;
  profile: QuirkProfile;
}

/** The file that colleagues share. The call-back address is left out: it is of this one charger, not of its make. */
export function composeQuirkDocument(
  { vendor, model, firmwareVersion: firmware }: Pick<Station, 'vendor' | 'model' | 'firmwareVersion'>,
  { callbackUrl: _ofThisStation, ...profile }: QuirkProfile,
): string {
  const about = {
    ...(vendor === undefined ? {} : { vendor }),
    ...(model === undefined ? {} : { model }),
    ...(firmware === undefined ? {} : { firmware }),
  };
  return `${JSON.stringify({ kerbside: KIND, version: VERSION, about, profile }, null, 2)}\n`;
}

/** Reads such a file. Fails with `invalid-params` and a sentence that says which part of it is wrong. */
export function parseQuirkDocument(text: string): QuirkDocument {
  const document = parsedJson(text);
  if (!isJsonObject(document) || document['kerbside'] !== KIND) {
    throw refused('This file is no charger profile of Kerbside.', 'Export one from another charger first.');
  }
  const version = document['version'];
  if (typeof version === 'number' && version > VERSION) {
    throw refused('This charger profile was made by a newer Kerbside.', 'Update Kerbside to read it.');
  }
  const about = quirkAboutSchema.safeParse(document['about'] ?? {});
  return { about: about.success ? about.data : {}, profile: checkedProfile(document['profile'] ?? {}) };
}

/** Reads a profile and names the setting that is wrong. */
export function checkedProfile(value: Json): QuirkProfile {
  if (!isJsonObject(value))
    throw refused('The profile is not a JSON object.', 'Its form is {"validate":false}.');
  const unknown = Object.keys(value).find((name) => !isQuirkSetting(name));
  if (unknown !== undefined) {
    throw refused(
      `There is no setting “${unknown.slice(0, 60)}”.`,
      `The settings are ${QUIRK_SETTINGS.join(', ')}.`,
    );
  }
  const checked = quirkProfileSchema.safeParse(value);
  if (checked.success) return checked.data;
  const name = String(checked.error.issues[0]?.path[0] ?? '');
  if (!isQuirkSetting(name)) throw refused('The profile is not valid.', 'Check its settings.');
  throw refused(
    `The setting “${name}” cannot be ${JSON.stringify(value[name])?.slice(0, 80)}.`,
    `It takes ${QUIRK_SETTING_INFO[name].values}.`,
  );
}

/** One sentence where a profile was made for another charger than the one it is meant for now. */
export function foreignMakeNote(
  about: QuirkAbout,
  station: Pick<Station, 'vendor' | 'model'>,
): string | undefined {
  const made = [about.vendor, about.model].filter(Boolean).join(' ');
  const here = [station.vendor, station.model].filter(Boolean).join(' ');
  if (made === '' || here === '' || made.toLowerCase() === here.toLowerCase()) return undefined;
  return `The profile was made for ${made}; this charger says that it is ${here}. Check that the settings fit.`;
}

function parsedJson(text: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw refused(`The file is not valid JSON: ${detail}.`, 'Export the profile again.');
  }
}

function refused(message: string, hint: string): ContractError {
  return new ContractError('invalid-params', message, { hint });
}
