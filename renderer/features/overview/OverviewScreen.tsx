import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useNow } from '../../state/useNow.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { CallbackPanel } from './CallbackPanel.tsx';
import { ConnectorCards } from './ConnectorCards.tsx';
import { Identity } from './Identity.tsx';
import classes from './OverviewScreen.module.css';
import { Password } from './Password.tsx';
import { QuickCommands } from './QuickCommands.tsx';
import { Unresponsive } from './Unresponsive.tsx';
import { returnPhase } from './returnPhase.ts';
import { Vitals } from './Vitals.tsx';

function ReturnHint({ awayMs }: { awayMs: number }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const expected = returnPhase(awayMs);
  const left = expected.phase === 'overdue' ? '' : formats.duration(expected.leftMs);
  return <p>{t(`door.return.${expected.phase}`, { left })}</p>;
}

function Away({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { disconnectedAt, disconnectReason } = station;
  const since =
    disconnectedAt === undefined
      ? t('overview.away.title')
      : t('overview.away.since', {
          time: formats.time(disconnectedAt),
          duration: formats.duration(now - disconnectedAt),
        });
  return (
    <div className={classes.away} role="note">
      <Icon name="fault" />
      <div>
        <p>
          <b>{since}</b> {disconnectReason}
        </p>
        {disconnectedAt !== undefined && <ReturnHint awayMs={now - disconnectedAt} />}
        <p>{t('overview.away.expect')}</p>
      </div>
    </div>
  );
}

export function OverviewScreen({ station }: { station: Station }): JSX.Element {
  return (
    <div className={classes.overview}>
      {!station.connected && <Away station={station} />}
      {station.unresponsive !== undefined && <Unresponsive station={station} how={station.unresponsive} />}
      <div className={classes.column}>
        <ConnectorCards station={station} />
        <QuickCommands station={station} />
      </div>
      <div className={classes.column}>
        <Identity station={station} />
        <Vitals station={station} />
        {station.transport !== 'soap' && <Password station={station} />}
        {station.transport === 'soap' && <CallbackPanel key={station.id} station={station} />}
      </div>
    </div>
  );
}
