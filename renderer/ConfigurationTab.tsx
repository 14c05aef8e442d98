import type { JSX } from 'react';
import { isOcpp1 } from '../shared/ocpp/version.ts';
import { isCableId } from '../shared/service-port/cableStation.ts';
import type { Station } from '../shared/station/station.ts';
import { BackendScreen } from './features/backend/BackendScreen.tsx';
import {
  ConfigurationScreen,
  type ConfigurationView,
} from './features/configuration/ConfigurationScreen.tsx';
import { PacksScreen } from './features/makerPacks/PacksScreen.tsx';
import { MonitorsScreen } from './features/monitors/MonitorsScreen.tsx';

/** Views of the configuration that other areas bring, in their order: a line each. */
const OTHER_VIEWS: readonly ConfigurationView[] = [
  {
    name: 'monitors',
    title: 'monitors.view',
    isFor: ({ version }) => version !== undefined && !isOcpp1(version),
    Screen: MonitorsScreen,
  },
  {
    name: 'packs',
    title: 'packs.view',
    isFor: ({ id, version }) => !isCableId(id) && (version === undefined || isOcpp1(version)),
    Screen: PacksScreen,
  },
  { name: 'backend', title: 'backend.view', isFor: ({ id }) => !isCableId(id), Screen: BackendScreen },
];

/** The tab Configuration, put together from several areas, which do not know each other. */
export function ConfigurationTab({ station }: { station: Station }): JSX.Element {
  return <ConfigurationScreen station={station} others={OTHER_VIEWS} />;
}
