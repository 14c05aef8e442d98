import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../shared/station/station.ts';
import { FetchView } from './features/files/FetchView.tsx';
import { FirmwareView } from './features/firmwarePush/FirmwareView.tsx';
import { formatRoute } from './state/route.ts';
import { useRoute } from './state/useRoute.ts';
import classes from './FilesTab.module.css';

/** Both directions of files, from two areas, which do not know each other; the first one is shown unless named. */
const VIEWS = [
  { name: 'diagnostics', title: 'files.view', Screen: FetchView },
  { name: 'firmware', title: 'firmware.view', Screen: FirmwareView },
] as const;

/** The tab Files: what comes from the station, and what goes to it. */
export function FilesTab({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  const named = route.screen === 'station' ? route.view : undefined;
  const shown = VIEWS.find(({ name }) => name === named) ?? VIEWS[0];
  return (
    <div className={classes.screen}>
      <nav className={classes.views} aria-label={t('files.views')}>
        {VIEWS.map(({ name, title }) => (
          <a
            key={name}
            href={formatRoute({ screen: 'station', stationId: station.id, tab: 'files', view: name })}
            aria-current={name === shown.name ? 'page' : undefined}
          >
            {t(title)}
          </a>
        ))}
      </nav>
      <div className={classes.view}>
        <shown.Screen station={station} />
      </div>
    </div>
  );
}
