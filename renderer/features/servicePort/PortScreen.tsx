import type { ComponentType, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../shared/service-port/portState.ts';
import { usePort } from '../../state/portTopics.ts';
import { isRunGoingOn } from '../../state/portRunState.ts';
import { formatRoute, PORT_TABS, type PortTab } from '../../state/route.ts';
import { useTopic } from '../../state/useAppState.ts';
import { Dot } from '../../ui/Dot.tsx';
import layout from '../../ui/TabbedScreen.module.css';
import { TabRow } from '../../ui/TabRow.tsx';
import { ConsoleTab } from './console/ConsoleTab.tsx';
import { FirmwareTab } from './firmware/FirmwareTab.tsx';
import { PortHead } from './head/PortHead.tsx';
import { LogsTab } from './logs/LogsTab.tsx';
import { PortNotOpened } from './PortNotOpened.tsx';
import { ValuesTab } from './values/ValuesTab.tsx';

/** A tab that another area brings. */
export type PortTabScreen = ComponentType<{ port: PortState }>;

interface PortScreenProps {
  path: string;
  tab: PortTab;
  /** The configuration of the charger, and its messages. */
  Configuration: PortTabScreen;
  Messages: PortTabScreen;
}

/** A charger on a cable: who it is, how the line stands, and its tabs. */
export function PortScreen({ path, tab, Configuration, Messages }: PortScreenProps): JSX.Element | undefined {
  const port = usePort(path);
  const ports = useTopic('ports');
  if (ports === undefined) return undefined;
  if (port === undefined) return <PortNotOpened path={path} />;
  const tabs = {
    console: ConsoleTab,
    values: ValuesTab,
    configuration: Configuration,
    logs: LogsTab,
    firmware: FirmwareTab,
    messages: Messages,
  } satisfies Record<PortTab, PortTabScreen>;
  const Tab = tabs[tab];
  return (
    <div className={layout.tabbed}>
      <PortHead key={path} port={port} />
      <Tabs port={port} tab={tab} />
      <div className={layout.screen}>
        <Tab key={path} port={port} />
      </div>
    </div>
  );
}

function Tabs({ port, tab }: { port: PortState; tab: PortTab }): JSX.Element {
  const { t } = useTranslation();
  const { path } = port.port;
  const runs = (useTopic('portRuns') ?? []).filter((run) => run.path === path && isRunGoingOn(run));
  const running = { logs: 'diagnostics', firmware: 'firmware' } as const;
  return (
    <TabRow label={t('port.tabs.label', { name: port.port.name })} tab={tab}>
      {PORT_TABS.map((name) => (
        <a
          key={name}
          data-tab={name}
          href={formatRoute({ screen: 'port', path, tab: name })}
          aria-current={name === tab ? 'page' : undefined}
        >
          {t(`port.tabs.${name}`)}
          {(name === 'logs' || name === 'firmware') && runs.some(({ kind }) => kind === running[name]) && (
            <>
              {' '}
              <Dot tone="busy" />
              <span className="unseen">, {t('stations.tabs.filesRunning')}</span>
            </>
          )}
        </a>
      ))}
    </TabRow>
  );
}
