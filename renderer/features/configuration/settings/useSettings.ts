import { useMemo } from 'react';
import type { DescribeKey } from '../../../../shared/configuration/describeItem.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { hasKeys } from '../../../../shared/configuration/spoken.ts';
import { useHandAddresses } from '../../../state/handAddresses.ts';
import { useKeyDescriber } from '../../../state/makerPacks.ts';
import type { Setting } from './setting.ts';
import { settingsOfKeys } from './settingsOfKeys.ts';
import { settingsOfVariables } from './settingsOfVariables.ts';

export function settingsOf(
  configuration: Configuration,
  byHand: readonly string[],
  describe: DescribeKey,
): Setting[] {
  if (!hasKeys(configuration.owner.version)) return settingsOfVariables(configuration, byHand);
  return settingsOfKeys(configuration, describe);
}

/**
 * The settings of a configuration with all that is known about them, made anew only for another configuration or other packs; nothing
 * before both are there.
 */
export function useSettings(
  stationId: string,
  configuration: Configuration | undefined,
): readonly Setting[] | undefined {
  const byHand = useHandAddresses(stationId);
  const describe = useKeyDescriber(configuration);
  return useMemo(
    () =>
      configuration === undefined || describe === undefined
        ? undefined
        : settingsOf(configuration, byHand, describe),
    [configuration, byHand, describe],
  );
}
