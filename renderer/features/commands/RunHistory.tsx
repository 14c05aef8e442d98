import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Dot } from '../../ui/Dot.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import type { CommandRun } from './commandRun.ts';
import classes from './Results.module.css';
import { runWords } from './runWords.ts';

interface RunHistoryProps {
  runs: readonly CommandRun[];
  onReuse: (run: CommandRun) => void;
}

/** The commands of this visit, the newest first; choosing one takes its payload into the editor. */
export function RunHistory({ runs, onReuse }: RunHistoryProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const times = useTimeFormats();
  if (runs.length === 0) return undefined;
  return (
    <section className={classes.history} aria-label={t('commands.history.label')}>
      <h3 className={classes.historyTitle}>{t('commands.history.label')}</h3>
      <ul>
        {runs.map((run) => {
          const { tone, key, values } = runWords(run);
          const words = t(`commands.outcome.${key}`, values);
          return (
            <li key={run.id}>
              <button
                type="button"
                className={classes.past}
                title={t('commands.history.reuse')}
                onClick={() => onReuse(run)}
              >
                <span className="mono dim">{times.shortClock(run.startedAt)}</span>
                <Dot tone={tone} />
                <span className={classes.pastAction}>{run.action}</span>
                <span className={classes.pastWords}>{words}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
