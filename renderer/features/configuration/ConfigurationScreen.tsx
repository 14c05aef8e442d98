import { useCallback, useEffect, useMemo, useRef, type ComponentType, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isSecretAddress } from '../../../shared/configuration/secretAddress.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useLatestConfiguration } from '../../state/latestConfiguration.ts';
import { formatRoute } from '../../state/route.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useRoute } from '../../state/useRoute.ts';
import classes from './ConfigurationScreen.module.css';
import { ChangeDock } from './runs/ChangeDock.tsx';
import type { Setting } from './settings/setting.ts';
import { SettingsView } from './settings/SettingsView.tsx';
import { useSettings } from './settings/useSettings.ts';
import { SnapshotsView } from './snapshots/SnapshotsView.tsx';
import { TemplatesPanel } from './templates/TemplatesPanel.tsx';
import { VisitView } from './visit/VisitView.tsx';
import { valuesBefore, visitChanges } from './visit/visitChanges.ts';

/** A view of the configuration that another area brings. */
export interface ConfigurationView {
  /** In the address of the page. */
  name: string;
  /** Key of its title in the locale. */
  title: string;
  isFor: (station: Station) => boolean;
  Screen: ComponentType<{ station: Station }>;
}

const OWN_VIEWS = ['settings', 'snapshots', 'visit', 'templates'] as const;
type OwnView = (typeof OWN_VIEWS)[number];

interface ConfigurationScreenProps {
  station: Station;
  /** Views of other areas, after our own. */
  others: readonly ConfigurationView[];
}

/** Everything about the configuration of one station; what is collected and what runs stands at the foot of all views. */
export function ConfigurationScreen({ station, others }: ConfigurationScreenProps): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  const name = route.screen === 'station' ? route.view : undefined;
  const fitting = others.filter(({ isFor }) => isFor(station));
  const other = fitting.find((view) => view.name === name);
  const own = OWN_VIEWS.find((view) => view === name) ?? 'settings';
  const allRuns = useTopic('changeRuns');
  const { configuration } = useLatestConfiguration(station.id);
  const settings = useSettings(station.id, configuration);
  const runs = useMemo(
    () => (allRuns ?? []).filter(({ stationId }) => stationId === station.id),
    [allRuns, station.id],
  );
  const changes = useMemo(() => visitChanges(runs), [runs]);
  const before = useMemo(() => valuesBefore(changes, station.id), [changes, station.id]);
  const settingOf = useSettingOf(settings);
  const views = useRef<HTMLElement>(null);
  const shown = other?.name ?? own;
  // On a phone the row of views is wider than the screen.
  useEffect(() => {
    views.current
      ?.querySelector(`[data-view=${shown}]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <div className={classes.screen}>
      <nav ref={views} className={classes.views} aria-label={t('configuration.views.label')}>
        {[...OWN_VIEWS.map((view) => ({ name: view, title: `configuration.views.${view}` })), ...fitting].map(
          (view) => (
            <a
              key={view.name}
              data-view={view.name}
              href={formatRoute({
                screen: 'station',
                stationId: station.id,
                tab: 'configuration',
                view: view.name,
              })}
              aria-current={view.name === shown ? 'page' : undefined}
            >
              {t(view.title)}
              {view.name === 'visit' && before.size > 0 && <> ({before.size})</>}
            </a>
          ),
        )}
      </nav>
      <div className={classes.view}>
        {other === undefined ? (
          <Own view={own} station={station} before={before} />
        ) : (
          <other.Screen station={station} />
        )}
      </div>
      <ChangeDock station={station} runs={runs} view={shown} settingOf={settingOf} />
    </div>
  );
}

function Own(props: {
  view: OwnView;
  station: Station;
  before: ReadonlyMap<string, string | undefined>;
}): JSX.Element | undefined {
  const { view, station, before } = props;
  switch (view) {
    case 'settings':
      return <SettingsView station={station} before={before} />;
    case 'snapshots':
      return <SnapshotsView station={station} />;
    case 'visit':
      return <VisitView station={station} />;
    case 'templates':
      return <TemplatesPanel station={station} />;
    default:
      return view satisfies never;
  }
}

const NO_SETTINGS: readonly Setting[] = [];

/** What is known about an address, also one that the station has not told. */
function useSettingOf(settings: readonly Setting[] = NO_SETTINGS): (address: string) => Setting {
  const byAddress = useMemo(() => new Map(settings.map((setting) => [setting.address, setting])), [settings]);
  return useCallback(
    (address) =>
      byAddress.get(address) ?? {
        id: address,
        address,
        label: address,
        group: '',
        isRequired: false,
        isStandard: false,
        isSecret: isSecretAddress(address),
        issues: [],
        context: {},
      },
    [byAddress],
  );
}
