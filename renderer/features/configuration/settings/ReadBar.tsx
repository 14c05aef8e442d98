import { useState, useSyncExternalStore, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { ReadingProgress } from '../../../../shared/configuration/readingProgress.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { configurationReadingsOf } from '../../../state/configurationReadings.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { RecordLinks } from '../RecordLinks.tsx';
import { ReadButton } from './ReadButton.tsx';
import classes from './ReadBar.module.css';

export function Progress({ progress }: { progress: ReadingProgress }): JSX.Element {
  const { t } = useTranslation();
  const { phase, done, total, chunk = 1 } = progress;
  return (
    <p className={classes.progress} role="status">
      {t(`configuration.reading.phase.${phase}`, { count: chunk })}
      {total === undefined ? (
        done > 0 && <span className="mono">{t('configuration.reading.so', { count: done })}</span>
      ) : (
        <>
          <ProgressBar done={done} total={total} label={t('configuration.reading.progress')} />
          <span className="mono">{t('configuration.reading.of', { done, total })}</span>
        </>
      )}
    </p>
  );
}

interface ReadBarProps {
  station: Station;
  configuration: Configuration | undefined;
}

/** The button that reads, how far it is, and how the last reading went. */
export function ReadBar({ station, configuration }: ReadBarProps): JSX.Element {
  const progress = useConfigurationState(station.id)?.reading;
  const readings = configurationReadingsOf(station.id);
  const { failure, result, part } = useSyncExternalStore(readings.subscribe, readings.get);
  const notRead = result?.how === 'not-read' ? result : undefined;
  // Where only parts were read, the verdict tells of them already.
  const told =
    part !== undefined && (part.how === 'not-read' || configuration?.parts === undefined) ? part : notRead;
  return (
    <div className={classes.bar}>
      <ReadButton station={station} isFirst={false} />
      {progress !== undefined && <Progress progress={progress} />}
      {progress === undefined && configuration !== undefined && <Verdict configuration={configuration} />}
      {progress === undefined && told !== undefined && (
        <p className={told.how === 'not-read' ? classes.partial : classes.told} role="status">
          {told.sentence} <RecordLinks stationId={station.id} seqs={told.proof} />
        </p>
      )}
      <FailureText failure={failure} />
    </div>
  );
}

/** When and how it was read, what is missing, and the records of it. */
function Verdict({ configuration }: { configuration: Configuration }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const [isOpen, setOpen] = useState(false);
  const { readAt, items, isWhole, parts, sentence, unread, unknown, proof, owner } = configuration;
  const isKept = useConfigurationState(owner.stationId)?.snapshotId !== undefined;
  const at = isKept
    ? t('configuration.reading.kept', { count: items.length, time: times.local(readAt) })
    : t('configuration.reading.at', { count: items.length, time: times.shortClock(readAt) });
  return (
    <div className={classes.verdict} data-partial={!isWhole || undefined}>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {at}
        {!isWhole && (
          <b> {t(parts === undefined ? 'configuration.reading.partial' : 'configuration.reading.parts')}</b>
        )}
        <span className={classes.sentence}> · {isKept ? t('configuration.reading.keptHow') : sentence}</span>
        <span aria-hidden="true">{isOpen ? ' ▴' : ' ▾'}</span>
      </button>
      {isOpen && (
        <div className={classes.how}>
          {isKept && <p>{t('configuration.reading.keptHow')}</p>}
          <p>{sentence}</p>
          {unread.length > 0 && <p>{t('configuration.reading.unread', { keys: unread.join(', ') })}</p>}
          {unknown.length > 0 && <p>{t('configuration.reading.unknown', { keys: unknown.join(', ') })}</p>}
          {configuration.issues
            .filter(({ address }) => address === undefined)
            .map((issue) => (
              <p key={issue.sentence}>{issue.sentence}</p>
            ))}
          <RecordLinks stationId={owner.stationId} seqs={proof} />
        </div>
      )}
    </div>
  );
}
