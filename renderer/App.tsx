import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useEffect, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../shared/assertNever.ts';
import { ConfigurationTab } from './ConfigurationTab.tsx';
import { FilesTab } from './FilesTab.tsx';
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
import type { Route, StationTab } from './state/route.ts';
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

function StationScreen({ stationId, tab }: { stationId: string; tab: StationTab }): JSX.Element | undefined {
  const stations = useTopic('stations');
  if (stations === undefined) return undefined;
  const station = stations.find(({ id }) => id === stationId);
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
    case 'station':
      return <StationScreen key={session} stationId={route.stationId} tab={route.tab} />;
    default:
      return assertNever(route);
  }
}

function Screens(): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  useEffect(() => {
    const name = route.screen === 'station' ? route.stationId : route.screen === 'trace' ? route.traceId : '';
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
