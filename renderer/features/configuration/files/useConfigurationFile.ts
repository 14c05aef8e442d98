import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { Failure } from '../../../../shared/contract/failure.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { useAction } from '../../../state/useAction.ts';
import { useHost } from '../../../state/useAppState.ts';

export interface ConfigurationFile {
  name: string;
  configuration: Configuration;
  /** What is odd about the file. */
  notes: readonly string[];
}

interface Opening {
  failure: Failure | undefined;
  isPossible: boolean;
  /** Lets the technician choose a file. */
  open: () => void;
}

/** A configuration out of a file of the technician's: CSV, JSON or YAML, told by its content. */
export function useConfigurationFile(
  { id, version }: Pick<Station, 'id' | 'version'>,
  onFile: (file: ConfigurationFile) => void,
): Opening {
  const host = useHost();
  const { run, failure, isPossible } = useAction();
  return {
    failure,
    isPossible,
    open: () =>
      void run(async (client) => {
        const file = await host.openTextFile('.json,.csv,.yaml,.yml,.txt');
        if (file === undefined) return;
        const params = { text: file.text, stationId: id, ...(version === undefined ? {} : { version }) };
        const { configuration, notes } = await client.call('configuration.parse', params);
        onFile({ name: file.name, configuration, notes });
      }),
  };
}
