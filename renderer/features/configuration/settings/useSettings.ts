import { useMemo } from 'react';
import type { DescribeKey } from '../../../../shared/configuration/describeItem.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { BUILT_IN_PACKS } from '../../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { keyDescriber, packsFor } from '../../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import { useHandAddresses } from '../../../state/handAddresses.ts';
import type { Setting } from './setting.ts';
import { settingsOfKeys } from './settingsOfKeys.ts';
import { settingsOfVariables } from './settingsOfVariables.ts';

/** What is known about the keys of the charger that a configuration is of: the specification and the packs that fit it. */
export function describerOf({ owner, items }: Configuration): DescribeKey {
  const keys = items.map(({ address }) => address);
  return keyDescriber(owner.version, packsFor(BUILT_IN_PACKS, { ...owner, keys }));
}

export function settingsOf(configuration: Configuration, byHand: readonly string[]): Setting[] {
  if (!isOcpp1(configuration.owner.version)) return settingsOfVariables(configuration, byHand);
  return settingsOfKeys(configuration, describerOf(configuration));
}

/** The settings of a configuration with all that is known about them; made anew only for another configuration. */
export function useSettings(stationId: string, configuration: Configuration | undefined): readonly Setting[] {
  const byHand = useHandAddresses(stationId);
  return useMemo(
    () => (configuration === undefined ? [] : settingsOf(configuration, byHand)),
    [configuration, byHand],
  );
}
