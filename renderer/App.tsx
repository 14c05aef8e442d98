import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useEffect, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../shared/assertNever.ts';
import { ConfigurationTab } from './ConfigurationTab.tsx';
import { FilesTab } from './FilesTab.tsx';
import { PortConfigurationTab } from './PortConfigurationTab.tsx';
import { PortMessagesTab } from './PortMessagesTab.tsx';
import { AnswersScreen } from './features/answers/AnswersScreen.tsx';
import { AnswersToAllScreen } from './features/answers/AnswersToAllScreen.tsx';
import { TemplatesScreen } from './features/configuration/templates/TemplatesScreen.tsx';
import { FileScreen } from './features/fileViewer/FileScreen.tsx';
import { FindingsScreen } from './features/findings/FindingsScreen.tsx';
import { FirmwareFilesScreen } from './features/firmwareFiles/FirmwareFilesScreen.tsx';
import { PushScreen } from './features/firmwarePush/PushScreen.tsx';
import { FileDrop } from './features/imports/FileDrop.tsx';
import { ImportScreen } from './features/imports/ImportScreen.tsx';
import { Layout } from './features/layout/Layout.tsx';
import { StationLayout } from './features/layout/StationLayout.tsx';
import { UnknownStation } from './features/layout/UnknownStation.tsx';
import { TraceScreen } from './features/messages/trace/TraceScreen.tsx';
import { MessagesScreen } from './features/messages/MessagesScreen.tsx';
import { ReportsScreen } from './features/reports/ReportsScreen.tsx';
import { OverviewScreen } from './features/overview/OverviewScreen.tsx';
import { QuirksScreen } from './features/quirks/QuirksScreen.tsx';
import { SessionsScreen } from './features/sessions/SessionsScreen.tsx';
import { StartScreen } from './features/start/StartScreen.tsx';
import type { AppState } from './state/appState.ts';
import { PORT_TABS, type PortTab, type Route, type StationTab } from './state/route.ts';
import { AppStateContext, useTopic } from './state/useAppState.ts';
import { useRoute } from './state/useRoute.ts';
import { useSessionScope } from './state/useSessionScope.ts';
import { useThemeName } from './state/useThemeName.ts';
import { cssVariablesResolver, mantineTheme } from './theme/mantineTheme.ts';

/** Brings the code editor with it, which is as large as all the rest. */
const CommandsScreen = lazy(async () => {
  const { CommandsScreen: screen } = await import('./features/commands/CommandsScreen.tsx');
  return { default: screen };
});

/** Not everybody has a charger on a cable. */
const PortsScreen = lazy(async () => {
  const { PortsScreen: screen } = await import('./features/servicePort/list/PortsScreen.tsx');
  return { default: screen };
});
const PortScreen = lazy(async () => {
  const { PortScreen: screen } = await import('./features/servicePort/PortScreen.tsx');
  return { default: screen };
});

const TABS = {
  overview: OverviewScreen,
  messages: MessagesScreen,
  commands: CommandsScreen,
  configuration: ConfigurationTab,
  files: FilesTab,
  reports: ReportsScreen,
  answers: AnswersScreen,
  findings: FindingsScreen,
  quirks: QuirksScreen,
};

function CableScreen({ path, tab }: { path: string; tab: PortTab }): JSX.Element {
  return (
    <Suspense fallback={undefined}>
      <PortScreen path={path} tab={tab} Configuration={PortConfigurationTab} Messages={PortMessagesTab} />
    </Suspense>
  );
}

function StationScreen({ stationId, tab }: { stationId: string; tab: StationTab }): JSX.Element | undefined {
  const stations = useTopic('stations');
  const ports = useTopic('ports') ?? [];
  if (stations === undefined) return undefined;
  const station = stations.find(({ id }) => id === stationId);
  const cable = ports.find((port) => port.stationId === stationId || port.cableId === stationId);
  if (station === undefined && cable !== undefined) {
    // A charger that is only on the cable: links to its records and settings lead to its port.
    return <CableScreen path={cable.port.path} tab={PORT_TABS.find((name) => name === tab) ?? 'console'} />;
  }
  if (station === undefined) return <UnknownStation stationId={stationId} />;
  const Tab = TABS[tab];
  return (
    <StationLayout station={station} tab={tab}>
      <Suspense fallback={undefined}>
        <Tab key={stationId} station={station} />
      </Suspense>
    </StationLayout>
  );
}

function Screen({ route }: { route: Route }): JSX.Element {
  const session = useSessionScope();
  switch (route.screen) {
    case 'start':
      return <StartScreen />;
    case 'messages':
      return <MessagesScreen key={session} station={undefined} />;
    case 'answers':
      return <AnswersToAllScreen />;
    case 'sessions':
      return <SessionsScreen />;
    case 'trace':
      return <TraceScreen key={route.traceId} traceId={route.traceId} />;
    case 'file': {
      const { fetchId, inside, line } = route;
      const key = `${session} ${fetchId} ${inside.join('\n')}`;
      return <FileScreen key={key} fetchId={fetchId} inside={inside} line={line} />;
    }
    case 'import':
      return <ImportScreen />;
    case 'templates':
      return <TemplatesScreen />;
    case 'firmware':
      return route.push === undefined ? (
        <FirmwareFilesScreen />
      ) : (
        <PushScreen key={route.push} fileId={route.push} />
      );
    case 'ports':
      return (
        <Suspense fallback={undefined}>
          <PortsScreen path={route.path} />
        </Suspense>
      );
    case 'port':
      return <CableScreen key={session} path={route.path} tab={route.tab} />;
    case 'station':
      return <StationScreen key={session} stationId={route.stationId} tab={route.tab} />;
    default:
      return assertNever(route);
  }
}

/** What the title of the page begins with. */
function subjectOf(route: Route): string {
  if (route.screen === 'station') return route.stationId;
  if (route.screen === 'port') return route.path;
  return route.screen === 'trace' ? route.traceId : '';
}

function Screens(): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  useEffect(() => {
    const name = subjectOf(route);
    const subject = name === '' ? '' : `${name} · `;
    document.title = `${subject}${t('shell.name')}`;
  }, [route, t]);
  return (
    <Layout>
      <FileDrop />
      <Screen route={route} />
    </Layout>
  );
}

export function App({ appState }: { appState: AppState }): JSX.Element {
  const theme = useThemeName();
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={theme === 'dark' ? 'dark' : 'light'}
    >
      <AppStateContext value={appState}>
        <Screens />
      </AppStateContext>
    </MantineProvider>
  );
}
