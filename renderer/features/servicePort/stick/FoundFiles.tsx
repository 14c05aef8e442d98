import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickFoundFile, TakenFiles } from '../../../../shared/service-port/stick/stickContents.ts';
import { formatRoute } from '../../../state/route.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './Stick.module.css';

interface FoundFilesProps {
  files: readonly StickFoundFile[];
  /** Once they are copied they can be opened, also after the stick is gone. */
  taken: TakenFiles | undefined;
}

/** Logs first, then what else a controller wrote. */
export function FoundFiles({ files, taken }: FoundFilesProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  if (files.length === 0) return undefined;
  const ids = new Map(taken?.files.map(({ from, fileId }) => [from, fileId]));
  const sorted = [...files.filter(({ isLog }) => isLog), ...files.filter(({ isLog }) => !isLog)];
  return (
    <section aria-label={t('stick.read.files')} className={classes.found}>
      <h3>{t('stick.read.files')}</h3>
      {taken === undefined && <p className="dim">{t('stick.read.openLater')}</p>}
      <ul className={classes.files} tabIndex={0} aria-label={t('stick.read.files')}>
        {sorted.map(({ path, sizeBytes, kindName }) => {
          const fetchId = ids.get(path);
          return (
            <li key={path}>
              {fetchId === undefined ? (
                <span className="mono">{path}</span>
              ) : (
                <a href={formatRoute({ screen: 'file', fetchId, inside: [] })}>
                  <span className="mono">{path}</span>
                </a>
              )}{' '}
              <span className="dim">
                {kindName} · {formats.amount(sizeBytes)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
