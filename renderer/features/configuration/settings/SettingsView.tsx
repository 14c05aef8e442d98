import { useState, type JSX } from 'react';
import type { Station } from '../../../../shared/station/station.ts';
import { useConfigurationState, useLatestConfiguration } from '../../../state/latestConfiguration.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { FileTools } from '../files/FileTools.tsx';
import { ImportPanel } from '../files/ImportPanel.tsx';
import type { ConfigurationFile } from '../files/useConfigurationFile.ts';
import { NothingRead } from './NothingRead.tsx';
import { ReadBar } from './ReadBar.tsx';
import { SettingsWork } from './SettingsWork.tsx';
import classes from './SettingsView.module.css';
import { useSettings } from './useSettings.ts';

interface SettingsViewProps {
  station: Station;
  /** By address: what it was before this visit. */
  before: ReadonlyMap<string, string | undefined>;
}

/** The configuration itself: a grid of keys in 1.x, a tree of variables in 2.x. */
export function SettingsView({ station, before }: SettingsViewProps): JSX.Element {
  const { configuration, failure } = useLatestConfiguration(station.id);
  const [file, setFile] = useState<ConfigurationFile>();
  const hasReading = useConfigurationState(station.id)?.readAt !== undefined;
  const settings = useSettings(station.id, configuration);
  if (configuration === undefined || settings === undefined) {
    return hasReading ? <FailureText failure={failure} /> : <NothingRead station={station} />;
  }
  return (
    <div className={classes.view}>
      <div className={classes.top}>
        <ReadBar station={station} configuration={configuration} />
        <FileTools station={station} onFile={setFile} />
      </div>
      {file === undefined ? (
        <SettingsWork station={station} configuration={configuration} settings={settings} before={before} />
      ) : (
        <ImportPanel
          file={file}
          configuration={configuration}
          settings={settings}
          onClose={() => setFile(undefined)}
        />
      )}
    </div>
  );
}
