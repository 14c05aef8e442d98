import { Anchor, Button } from '@mantine/core';
import { useSyncExternalStore, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ReadingProgress } from '../../../shared/configuration/readingProgress.ts';
import type { Station } from '../../../shared/station/station.ts';
import { formatRoute } from '../../state/route.ts';
import { useClient } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { configurationReadingsOf } from './configurationReadings.ts';
import { ConfigurationTable } from './ConfigurationTable.tsx';
import classes from './QuirksScreen.module.css';

const STEPS_SHOWN = 12;

function Steps({ reading }: { reading: Configuration }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { owner, steps } = reading;
  return (
    <p className={classes.proof}>
      <span>{t('quirks.reading.requests', { count: steps.length })}</span>
      {steps.slice(0, STEPS_SHOWN).map(({ requestSeq }) =>
        requestSeq === undefined ? undefined : (
          <Anchor
            key={requestSeq}
            size="xs"
            underline="always"
            href={formatRoute({
              screen: 'station',
              stationId: owner.stationId,
              tab: 'messages',
              seq: requestSeq,
            })}
          >
            {t('quirks.proposals.record', { seq: formats.count(requestSeq) })}
          </Anchor>
        ),
      )}
    </p>
  );
}

function Progress({ progress }: { progress: ReadingProgress }): JSX.Element {
  const { t } = useTranslation();
  const { phase, done, total, chunk = 1 } = progress;
  return (
    <p className={classes.progress} role="status">
      {t(`quirks.reading.phase.${phase}`, { count: chunk })}
      {total !== undefined && (
        <>
          <progress value={done} max={total} aria-label={t('quirks.reading.progress')} />
          <span className="mono">{t('quirks.reading.of', { done, total })}</span>
        </>
      )}
    </p>
  );
}

interface ConfigurationPanelProps {
  station: Station;
  progress: ReadingProgress | undefined;
}

/** The configuration, read in requests that the charger can bear. */
export function ConfigurationPanel({ station, progress }: ConfigurationPanelProps): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const { id, version, connected } = station;
  const readings = configurationReadingsOf(id);
  const { isRunning, result, failure } = useSyncExternalStore(readings.subscribe, readings.get);
  const isOfOther = version !== undefined && !isOcpp1(version);
  const isPossible = client !== undefined && connected && !isOfOther && progress === undefined;
  return (
    <section aria-labelledby="quirks-configuration">
      <div className={classes.head}>
        <div>
          <h2 id="quirks-configuration">{t('quirks.reading.title')}</h2>
          <p>{t(isOfOther ? 'quirks.reading.notHere' : 'quirks.reading.lead')}</p>
        </div>
        {isRunning ? (
          <Button onClick={readings.cancel}>{t('quirks.reading.stop')}</Button>
        ) : (
          <Button
            disabled={!isPossible}
            onClick={() => {
              if (client !== undefined) void readings.start(client);
            }}
          >
            {t('quirks.reading.start')}
          </Button>
        )}
      </div>
      {progress !== undefined && <Progress progress={progress} />}
      <FailureText failure={failure} />
      {result !== undefined && (
        <>
          <p className={classes.verdict} role="status">
            {result.sentence}
          </p>
          {result.unread.length > 0 && (
            <p className={classes.dim}>{t('quirks.reading.unread', { keys: result.unread.join(', ') })}</p>
          )}
          <Steps reading={result} />
          {result.items.length > 0 && <ConfigurationTable reading={result} />}
        </>
      )}
    </section>
  );
}
