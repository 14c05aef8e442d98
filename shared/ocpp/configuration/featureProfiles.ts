import { FEATURE_PROFILES, type FeatureProfile } from './keyDescription.ts';
import { listItems, wordAmong } from './listItems.ts';

/**
 * The feature profiles that a station tells of in `SupportedFeatureProfiles` (OCPP 1.6 §9.1.29), in any case and with any
 * separator; words that are none are left out. Nothing where the station tells none.
 */
export function featureProfilesOf(value: string | undefined): readonly FeatureProfile[] | undefined {
  const items = listItems(value ?? '', { type: 'list', values: FEATURE_PROFILES });
  const told = FEATURE_PROFILES.filter((profile) =>
    items.some((item) => wordAmong(item, [profile]) !== undefined),
  );
  return told.length === 0 ? undefined : told;
}
