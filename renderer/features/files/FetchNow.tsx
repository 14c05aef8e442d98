import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';

/** The last word of the station, or that it has said none. */
export function SaidNow({
  fetch: { status, answeredAt, fileName },
}: {
  fetch: DiagnosticsFetch;
}): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  if (status !== undefined) {
    return (
      <>
        <b>{status.status}</b> <span className="dim">{times.shortClock(status.at)}</span>
      </>
    );
  }
  if (answeredAt === undefined) return <span className="dim">{t('files.now.noAnswer')}</span>;
  if (fileName === undefined) return <span className="dim">{t('files.now.noStatus')}</span>;
  return <span>{t('files.now.willSend', { name: fileName })}</span>;
}

/** What there is of the file, or that nobody has come with it. */
export function WireNow({ fetch }: { fetch: DiagnosticsFetch }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { file, bytes, announcedBytes, connectedAt, upload } = fetch;
  if (file !== undefined) {
    return (
      <b>
        {t('files.now.received', {
          amount: formats.amount(file.sizeBytes),
          bytes: formats.count(file.sizeBytes),
        })}
      </b>
    );
  }
  if (upload !== undefined) {
    return (
      <b>
        {announcedBytes === undefined
          ? t('transfer.amount', { amount: formats.amount(bytes) })
          : t('transfer.amountOf', { amount: formats.amount(bytes), total: formats.amount(announcedBytes) })}
      </b>
    );
  }
  return (
    <span className="dim">
      {t(connectedAt === undefined ? 'files.now.notConnected' : 'files.now.connected')}
    </span>
  );
}
