import type { Listening } from '../../../../shared/session/listening.ts';
import type { ConfigurationServices } from '../createConfiguration.ts';
import type { MakerPacks } from '../packs/makerPacks.ts';
import { Backends, type BackendsOptions } from './backends.ts';
import { ownAddressOf } from './ownAddressOf.ts';
import type { ProfileBook } from './profileBook.ts';

export interface BackendSources {
  central: BackendsOptions['central'];
  configuration: ConfigurationServices;
  profiles: ProfileBook;
  packs: MakerPacks;
  listening: { current(): Listening; onChange(listener: () => void): () => void };
  practice: { states(): readonly { stationId: string }[] };
}

/** Looks at where stations lead whenever something is known anew. */
export function createBackends(sources: BackendSources): Backends {
  const { central, configuration, profiles, packs, listening, practice } = sources;
  const { configurations, changeRuns, snapshots, memory } = configuration;
  const backends = new Backends({
    central,
    profiles,
    memory,
    read: (stationId, options) => configurations.read(stationId, options),
    packs: () => packs.packs(),
    ownAddress: (station) => ownAddressOf(listening.current(), station),
    isOwnPractice: (stationId) => practice.states().some((one) => one.stationId === stationId),
  });
  configurations.onChange(({ stationId, reading }) => {
    if (reading === undefined) backends.lookAgain(stationId);
  });
  changeRuns.onChange(({ stationId, state }) => {
    if (state !== 'running') backends.lookAgain(stationId);
  });
  snapshots.onChange(({ owner }) => backends.lookAgain(owner.stationId));
  profiles.onChange((stationId) => backends.lookAgain(stationId));
  listening.onChange(() => backends.lookAtAll());
  return backends;
}
