import { Fragment, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import classes from './FileScreen.module.css';

interface BreadcrumbProps {
  /** That the file is from. */
  stationId: string | undefined;
  fetchId: string;
  inside: readonly string[];
  fileName: string | undefined;
}

/** The way from the station through archives; each part leads back there. */
export function Breadcrumb({ stationId, fetchId, inside, fileName }: BreadcrumbProps): JSX.Element {
  const { t } = useTranslation();
  const parts = [fileName ?? t('fileViewer.file'), ...inside];
  return (
    <nav className={classes.crumbs} aria-label={t('fileViewer.way')}>
      {stationId !== undefined && (
        <>
          <a href={formatRoute({ screen: 'station', stationId, tab: 'files', view: 'diagnostics' })}>
            {t('fileViewer.filesOf', { station: stationId })}
          </a>
          <span aria-hidden="true">›</span>
        </>
      )}
      {parts.map((part, at) => (
        <Fragment key={parts.slice(0, at + 1).join('\n')}>
          {at > 0 && <span aria-hidden="true">›</span>}
          {at === parts.length - 1 ? (
            <h1 style={{ fontSize: 'inherit' }}>{part}</h1>
          ) : (
            <a href={formatRoute({ screen: 'file', fetchId, inside: inside.slice(0, at) })}>{part}</a>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
