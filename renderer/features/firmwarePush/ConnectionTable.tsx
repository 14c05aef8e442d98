import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirmwareConnection, FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from '../../ui/transfer/Push.module.css';

/** Connections of one update that are drawn; a charger may come a thousand times for a piece each. */
const SHOWN = 12;

/** Which bytes left on which connection: where it went on, began anew or broke. */
export function ConnectionTable({ update }: { update: FirmwareUpdate }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { connections, connectionCount } = update;
  const shown = connections.slice(-SHOWN);
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <caption>
          {t('firmware.connections.title', { count: connectionCount })}
          {shown.length < connectionCount &&
            ` · ${t('firmware.connections.latest', { count: shown.length, shown: formats.count(shown.length) })}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('firmware.connections.number')}</th>
            <th scope="col">{t('firmware.connections.from')}</th>
            <th scope="col">{t('firmware.connections.range')}</th>
            <th scope="col">{t('firmware.connections.sent')}</th>
            <th scope="col">{t('firmware.connections.end')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((connection) => (
            <ConnectionRow key={connection.number} connection={connection} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ConnectionRow({ connection }: { connection: FirmwareConnection }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { number, at, address, protocol, client, fromByte, toByte, sentBytes, end, sentence } = connection;
  const label = t('firmware.connections.progress', { number });
  return (
    <tr>
      <th scope="row">
        {number} <span className="mono dim">{times.shortClock(at)}</span>
      </th>
      <td title={client}>
        {address} · {nameOf(protocol)}
      </td>
      <td className="mono">
        {formats.count(fromByte)}–{formats.count(toByte)}
      </td>
      <td>
        <ProgressBar done={sentBytes} total={toByte - fromByte} label={label} /> {formats.amount(sentBytes)}
      </td>
      <td data-end={end}>
        {t(`firmware.connections.${end ?? 'open'}`)}
        {sentence !== undefined && <span className="dim"> {sentence}</span>}
      </td>
    </tr>
  );
}
