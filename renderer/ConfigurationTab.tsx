import type { JSX } from 'react';
import type { Station } from '../shared/station/station.ts';
import {
  ConfigurationScreen,
  type ConfigurationView,
} from './features/configuration/ConfigurationScreen.tsx';

/** Views of the configuration that other areas bring, in their order: a line each. */
const OTHER_VIEWS: readonly ConfigurationView[] = [];

/** The tab Configuration, put together from several areas, which do not know each other. */
export function ConfigurationTab({ station }: { station: Station }): JSX.Element {
  return <ConfigurationScreen station={station} others={OTHER_VIEWS} />;
}
