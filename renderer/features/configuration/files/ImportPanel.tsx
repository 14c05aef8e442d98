import { Button } from '@mantine/core';
import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { configurationEditsOf } from '../../../state/configurationEdits.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Difference } from '../snapshots/Difference.tsx';
import type { Setting } from '../settings/setting.ts';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Files.module.css';
import { importPlan } from './importPlan.ts';
import type { ConfigurationFile } from './useConfigurationFile.ts';

interface ImportPanelProps {
  file: ConfigurationFile;
  configuration: Configuration;
  settings: readonly Setting[];
  onClose: () => void;
}

/** What a file holds against what the station has, before anything is collected; nothing is sent from here. */
export function ImportPanel({ file, configuration, settings, onClose }: ImportPanelProps): JSX.Element {
  const { t } = useTranslation();
  const { stationId } = configuration.owner;
  const { isBusy, isPossible, failure, run } = useAction();
  const plan = useMemo(
    () => importPlan(configuration, file.configuration, settings),
    [configuration, file, settings],
  );
  return (
    <section className={classes.import} aria-label={t('configuration.files.title', { name: file.name })}>
      <header>
        <h2>{t('configuration.files.title', { name: file.name })}</h2>
        <ToolRow>
          <Button
            variant="filled"
            disabled={plan.changes.length === 0}
            onClick={() => {
              configurationEditsOf(stationId).collect(plan.changes, { origin: 'import', name: file.name });
              onClose();
            }}
          >
            {t('configuration.undo.collect', { count: plan.changes.length })}
          </Button>
          <Button
            disabled={!isPossible || isBusy}
            onClick={() =>
              void run(async (client) => {
                const { configuration: kept, name } = file;
                await client.call('snapshot.import', {
                  stationId,
                  configuration: kept,
                  name: name.slice(0, 200),
                });
                onClose();
              })
            }
          >
            {t('configuration.files.keep')}
          </Button>
          <Button onClick={onClose}>{t('configuration.files.close')}</Button>
        </ToolRow>
      </header>
      <FailureText failure={failure} />
      {file.notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
      {plan.cannot.length > 0 && (
        <details>
          <summary>{t('configuration.files.cannot', { count: plan.cannot.length })}</summary>
          <ul className={classes.cannot}>
            {plan.cannot.map(({ address, reason }) => (
              <li key={address}>
                <span className="mono">{address}</span>: {t(`configuration.files.reason.${reason}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Difference
        left={{ kind: 'latest', stationId }}
        right={{ kind: 'file', name: file.name, configuration: file.configuration }}
        isRightPart={!file.configuration.isWhole}
      />
    </section>
  );
}
