import type { ConfigurationOwner } from '../../../shared/configuration/configuration.ts';
import type { DescribeKey } from '../../../shared/configuration/describeItem.ts';
import { isOcpp } from '../../../shared/configuration/spoken.ts';
import { secretJudge, type IsSecretKey } from '../../../shared/configuration/template/secretValue.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { keyDescriber, packsFor } from '../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';

type Charger = Pick<ConfigurationOwner, 'version' | 'vendor' | 'model' | 'firmwareVersion'>;

/** What is said about keys by the specification and by the packs of the running Kerbside. */
export interface KnownPacks {
  /** Of the keys of a charger that has told these. */
  describerOf(charger: Charger, keys: readonly string[]): Promise<DescribeKey>;
  /** Whatever charger it is for. */
  isSecret: IsSecretKey;
}

export async function knownPacks(client: ContractClient): Promise<KnownPacks> {
  const { packs: entries } = await client.call('makerPacks.list', {});
  return {
    async describerOf({ version, ...charger }, keys) {
      // What was read over a service port says itself what its items are.
      if (!isOcpp(version)) return () => undefined;
      const ids = packsFor(entries, { ...charger, keys }).map(({ id }) => id);
      const { packs } = ids.length === 0 ? { packs: [] } : await client.call('makerPacks.read', { ids });
      return keyDescriber(version, packs);
    },
    isSecret: secretJudge(entries),
  };
}
