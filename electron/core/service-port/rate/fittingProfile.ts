import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';

/** Profiles whose question was answered: the one that is taken, and those that fit the same answer, by name. */
export interface FittingProfiles {
  profileId?: string;
  name?: string;
  others: string[];
  /** The unit of the bus, where it is not the usual one of the profile. */
  unit?: number;
  /** What was learnt by asking further, as a sentence with a blank before it. */
  note?: string;
}

/**
 * Which of the profiles that one answer fits is taken. Those of one vendor are variants of one device, and the one that can do the least harm
 * speaks for all of them: without firmware before one with it, then the first in the list. Of devices of different vendors none is taken.
 */
export function fittingProfile(profiles: readonly PortProfile[]): FittingProfiles {
  const [first, ...more] = profiles.toSorted((one, other) => harm(one) - harm(other));
  const vendors = new Set(profiles.flatMap(({ vendor }) => (vendor === undefined ? [] : [vendor])));
  if (first === undefined) return { others: [] };
  if (vendors.size > 1) return { others: profiles.map(({ name }) => name) };
  return { profileId: first.id, name: first.name, others: more.map(({ name }) => name) };
}

/**
 * Which of the profiles that name a prompt is taken. A prompt proves no vendor: one without a vendor goes before those with one, and without such
 * a one it is as with any other answer.
 */
export function fittingConsole(profiles: readonly PortProfile[]): FittingProfiles {
  const general = profiles.filter(({ vendor }) => vendor === undefined);
  if (general.length === 0) return fittingProfile(profiles);
  const taken = fittingProfile(general);
  return {
    ...taken,
    others: profiles.flatMap((profile) => (profile.id === taken.profileId ? [] : [profile.name])),
  };
}

function harm(profile: PortProfile): number {
  const firmware = 'firmware' in profile ? profile.firmware : undefined;
  if (firmware === undefined) return 0;
  return firmware.isExperimental ? 2 : 1;
}

/** What is said of them beside the rate; nothing where one profile alone fits. */
export function fittingSentence({ name, others, note = '' }: FittingProfiles): string {
  if (others.length === 0) return note;
  const shown = others.slice(0, 4).map((other) => `“${other}”`);
  const words = `${shown.join(', ')}${others.length > shown.length ? ` and ${others.length - shown.length} more` : ''}`;
  if (name === undefined) return `${note} The answer fits several profiles: ${words}. Choose one of them.`;
  const fit = others.length === 1 ? 'fits' : 'fit';
  return `${note} Taken for “${name}”; ${words} ${fit} the same answer, and can be chosen instead.`;
}
