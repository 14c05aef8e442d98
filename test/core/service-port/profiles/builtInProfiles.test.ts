import { describe, expect, it } from 'vitest';
import {
  BUILT_IN_SOURCES,
  builtInProfiles,
} from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { PORTLESS_DEVICES } from '../../../../electron/core/service-port/profiles/built-in/portlessDevices.ts';
import { EXAMPLE_PROFILE } from '../../../../electron/core/service-port/profiles/folderTexts.ts';
import {
  checkProfile,
  readProfile,
} from '../../../../electron/core/service-port/profiles/reading/readProfile.ts';
import { profileInfoOf } from '../../../../shared/service-port/profile/profileInfoOf.ts';
import { portProfileInfoSchema } from '../../../../shared/service-port/portProfileInfo.ts';

/** As it would stand in a file: without what JavaScript alone has. */
function asFile(source: object): string {
  return JSON.stringify(source, undefined, 1);
}

describe('built-in profiles', () => {
  it.each(BUILT_IN_SOURCES.map((source) => [source.id, source] as const))(
    '%s passes what files have to pass',
    (_id, source) => {
      const { profile, troubles } = readProfile(asFile(source), 'built-in.json');
      expect(troubles).toEqual([]);
      expect(profile).toEqual(builtInProfiles().find(({ id }) => id === source.id));
      expect(checkProfile(JSON.parse(asFile(source)))).toEqual(profile);
    },
  );

  it('have ids of their own, and name only each other as look-alikes', () => {
    const ids = builtInProfiles().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { lookAlikes } of builtInProfiles()) {
      for (const { profile } of lookAlikes) expect(ids).toContain(profile);
    }
  });

  it('say where their facts come from', () => {
    for (const { id, evidence } of builtInProfiles()) {
      expect(evidence.source.length, id).toBeGreaterThan(10);
      if (evidence.level === 'second-hand') expect(evidence.note, id).toBeDefined();
    }
  });

  it('never offer to write without saying what it risks, and never a reset to how it left the factory', () => {
    for (const profile of builtInProfiles()) {
      const { actions } = profile;
      const items: ReadonlyArray<{ key: string; write?: { forbidden?: string | undefined } | undefined }> =
        'items' in profile ? profile.items : [];
      const reset = items.find(({ key }) => key === actions?.factoryReset);
      if (actions?.factoryReset !== undefined) expect(reset?.write?.forbidden, profile.id).toBeDefined();
    }
  });

  it('are listed in the shape of the contract', () => {
    for (const profile of builtInProfiles()) {
      const info = profileInfoOf(profile, { origin: 'built-in' });
      expect(portProfileInfoSchema.parse(info)).toEqual(info);
      const { can, cannot } = info.capabilities;
      expect(can.length + cannot.length, profile.id).toBe(7);
    }
    expect(PORTLESS_DEVICES.length).toBeGreaterThan(5);
  });

  it('come with an example that is in order', () => {
    expect(readProfile(EXAMPLE_PROFILE, 'example.yaml').troubles).toEqual([]);
  });
});
