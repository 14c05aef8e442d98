import { useMemo, type JSX } from 'react';
import { cableStation } from '../shared/service-port/cableStation.ts';
import type { PortState } from '../shared/service-port/portState.ts';
import { ConfigurationScreen } from './features/configuration/ConfigurationScreen.tsx';
import { ItemRisks } from './features/servicePort/values/ItemRisks.tsx';
import { WithCapability } from './features/servicePort/WithCapability.tsx';

import classes from './PortConfigurationTab.module.css';

/** The configuration of the charger on a cable: the screen of any station, for the id under which the cable keeps it. */
export function PortConfigurationTab({ port }: { port: PortState }): JSX.Element {
  const station = useMemo(() => cableStation(port), [port]);
  return (
    <WithCapability port={port} capability="configuration">
      <div className={classes.tab}>
        <ItemRisks port={port} />
        <ConfigurationScreen station={station} others={[]} />
      </div>
    </WithCapability>
  );
}
