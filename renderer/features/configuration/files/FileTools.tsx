import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { SaveConfiguration } from './SaveConfiguration.tsx';
import { useConfigurationFile, type ConfigurationFile } from './useConfigurationFile.ts';

interface FileToolsProps {
  station: Station;
  onFile: (file: ConfigurationFile) => void;
}

/** The configuration out as a file, without secrets, and in from one. */
export function FileTools({ station, onFile }: FileToolsProps): JSX.Element {
  const { t } = useTranslation();
  const { open, isPossible, failure } = useConfigurationFile(station, onFile);
  return (
    <ToolRow>
      <SaveConfiguration of={{ stationId: station.id }} />
      <Button disabled={!isPossible} onClick={open}>
        {t('configuration.files.open')}
      </Button>
      <FailureText failure={failure} />
    </ToolRow>
  );
}
