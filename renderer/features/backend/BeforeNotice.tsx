import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backend } from '../../../shared/configuration/backend/backend.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './BackendScreen.module.css';
import { ChangeConfirm } from './ChangeConfirm.tsx';

/** What the address was before it led here, with the way back. */
export function BeforeNotice(props: { station: Station; backend: Backend }): JSX.Element | undefined {
  const { station, backend } = props;
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { before } = backend;
  if (before === undefined) return undefined;
  return (
    <div className={classes.before}>
      <p>
        {t('backend.before.was', { time: times.shortClock(before.at), address: before.address })}{' '}
        <b className="mono">{before.value}</b>
      </p>
      <ChangeConfirm
        station={station}
        backend={backend}
        changes={before.changes}
        origin="undo"
        label={t('backend.before.putBack')}
      />
    </div>
  );
}
