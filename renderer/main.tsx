import './zodWithoutEval.ts';
import './theme/layers.css';
import '@mantine/core/styles.layer.css';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './theme/base.css';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createBrowserHost } from './host/browserHost.ts';
import { createElectronHost } from './host/electronHost.ts';
import type { Host } from './host/host.ts';
import { startI18n } from './locales/i18n.ts';
import { createAppState } from './state/appState.ts';
import { startTheme } from './state/useThemeName.ts';

function chooseHost(): Host {
  const { kerbside } = window;
  if (kerbside !== undefined) {
    return createElectronHost(kerbside, {
      noCore: i18next.t('shell.link.noCore'),
      refused: i18next.t('sessions.file.refused'),
      refusedHint: i18next.t('sessions.file.refusedHint'),
    });
  }
  return createBrowserHost({
    noToken: i18next.t('shell.link.noToken'),
    noTokenHint: i18next.t('shell.link.noTokenHint'),
    broken: (name) => i18next.t('imports.broken', { name }),
    brokenHint: i18next.t('imports.brokenHint'),
  });
}

async function start(): Promise<void> {
  startTheme();
  await startI18n();
  const appState = createAppState(chooseHost());
  appState.connection.start();
  const root = document.querySelector('#root');
  if (root === null) throw new Error('the page has no place for the screens');
  createRoot(root).render(
    <StrictMode>
      <App appState={appState} />
    </StrictMode>,
  );
}

void start();
