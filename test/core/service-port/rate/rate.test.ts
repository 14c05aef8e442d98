import { describe, expect, it } from 'vitest';
import { chooseRate, type ScoredTrial } from '../../../../electron/core/service-port/rate/chooseRate.ts';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import {
  fittingProfile,
  fittingSentence,
} from '../../../../electron/core/service-port/rate/fittingProfile.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { settingsOf } from '../../../../electron/core/service-port/rate/lineSettingsToTry.ts';
import { scoreBytes } from '../../../../electron/core/service-port/rate/scoreBytes.ts';
import { encodeRtu } from '../../../../shared/service-port/modbus/rtuFrame.ts';

/** What a receiver sees of text that is sent at twice its rate or so: bytes without a pattern. */
const noise = Uint8Array.from({ length: 400 }, (_, at) => (at * 197 + (at >> 3) * 89) & 0xff);

describe('scoreBytes', () => {
  it('tells text and Modbus from noise and silence', () => {
    expect(scoreBytes(Buffer.from('U-Boot 2021.01\r\nHit any key to stop autoboot\r\n'))).toMatchObject({
      score: 1,
      as: 'text',
    });
    const answer = encodeRtu(1, Uint8Array.of(4, 2, 1, 0));
    expect(scoreBytes(Buffer.concat([answer, answer]))).toMatchObject({ score: 1, as: 'Modbus' });
    expect(scoreBytes(noise).score).toBeLessThan(0.3);
    expect(scoreBytes(new Uint8Array(0))).toMatchObject({ score: 0, as: 'nothing' });
  });

  it('does not trust a few bytes', () => {
    expect(scoreBytes(Buffer.from('ok')).score).toBeLessThan(0.2);
  });
});

describe('chooseRate', () => {
  const trial = (more: Partial<ScoredTrial>): ScoredTrial => ({
    baud: 9600,
    format: '8N1',
    how: 'listened',
    receivedBytes: 100,
    score: 0,
    sentence: '',
    ...more,
  });

  it('takes what makes sense, and an answer before what was only heard', () => {
    expect(chooseRate([trial({ score: 0.2 }), trial({ baud: 115_200, score: 0.98 })])).toMatchObject({
      best: { baud: 115_200, format: '8N1' },
      sentence: 'What came makes sense at 115200 8N1.',
    });
    const answered = trial({
      baud: 19_200,
      format: '8E1',
      how: 'asked',
      score: 1,
      fitting: { profileId: 'x', others: [] },
    });
    expect(chooseRate([trial({ score: 0.9 }), answered]).best).toEqual({
      baud: 19_200,
      format: '8E1',
      profileId: 'x',
    });
  });

  it('says where two fit, and where none does', () => {
    const two = chooseRate([trial({ score: 0.95 }), trial({ format: '8N2', score: 0.95 })]);
    expect(two).toMatchObject({ best: { format: '8N1' }, sentence: expect.stringContaining('ambiguous') });
    expect(chooseRate([trial({ score: 0.4 })])).toMatchObject({
      sentence: expect.stringContaining('no sense'),
    });
    expect(chooseRate([trial({ score: 0.4 })]).best).toBeUndefined();
    expect(chooseRate([trial({ receivedBytes: 0 })]).sentence).toContain('only speak when it is asked');
    expect(chooseRate([trial({ receivedBytes: 0, how: 'asked' })]).sentence).toContain('nobody answered');
  });
});

describe('fittingProfile', () => {
  const profile = (id: string): PortProfile => {
    const found = builtInProfiles().find((known) => known.id === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  };

  it('takes the variant that can do the least harm, and names the others', () => {
    const fitting = fittingProfile([profile('openevse-optiboot'), profile('openevse-rapi')]);
    expect(fitting).toMatchObject({ profileId: 'openevse-rapi' });
    expect(fittingSentence(fitting)).toContain('“OpenEVSE fork with optiboot (RAPI)” fits the same answer');
    expect(fittingSentence(fittingProfile([profile('openevse-rapi')]))).toBe('');
  });

  it('takes none where devices of different vendors answer the same', () => {
    const fitting = fittingProfile([profile('openevse-rapi'), profile('heidelberg-energy-control')]);
    expect(fitting.profileId).toBeUndefined();
    expect(fittingSentence(fitting)).toContain('Choose one of them');
  });
});

it('tries each setting once, the usual ones without any profile', () => {
  const settings = settingsOf([]);
  expect(settings[0]).toEqual({ baud: 115_200, format: '8N1' });
  expect(new Set(settings.map(({ baud }) => baud)).size).toBe(settings.length);
});
