import { MAKER_PACK_KIND, MAKER_PACK_VERSION, type MakerPack } from '../makerPack.ts';

/** The keys of the practice charger, so that it shows what a pack is good for. */
export const PRACTICE_CHARGER: MakerPack = {
  kerbside: MAKER_PACK_KIND,
  version: MAKER_PACK_VERSION,
  id: 'kerbside-practice',
  name: 'Kerbside’s practice charger',
  match: [{ vendor: ['kerbside'] }, { key: ['Kerbside.*'] }],
  source: 'Kerbside',
  evidence: 'documented',
  keys: [
    {
      key: 'Kerbside.BackendUrl',
      type: 'string',
      access: 'read-write',
      maxLength: 500,
      textForm: 'url',
      role: 'backend-url',
      needsRestart: true,
      meaning: 'The address of the central system, without the id of the charger.',
    },
    {
      key: 'Kerbside.DisplayGreeting',
      type: 'string',
      access: 'read-write',
      maxLength: 40,
      meaning: 'What the display says while nobody charges.',
    },
    {
      key: 'Kerbside.MaxCurrent',
      type: 'integer',
      access: 'read-write',
      unit: 'A',
      min: 6,
      max: 32,
      role: 'max-current',
      needsRestart: true,
      meaning: 'The most current that the charger gives on each phase.',
    },
    {
      key: 'Kerbside.LedColor',
      type: 'choice',
      access: 'read-write',
      values: ['blue', 'green', 'off'],
      meaning: 'The colour of the lamp.',
    },
    {
      key: 'Kerbside.HardwareRevision',
      type: 'string',
      access: 'read-only',
      meaning: 'The revision of the charger’s boards.',
    },
  ],
};
