import type { JsonObject } from '../../json.ts';
import type { ExampleValues } from './exampleContext.ts';
import { PRESETS_16 } from './presets16.ts';

/** As in 1.6, but for what was renamed since. */
export const PRESETS_15: Readonly<Record<string, (values: ExampleValues) => JsonObject>> = {
  ...PRESETS_16,
  SendLocalList: ({ idTag }) => ({
    updateType: 'Differential',
    listVersion: 1,
    localAuthorisationList: [{ idTag, idTagInfo: { status: 'Accepted' } }],
  }),
};
