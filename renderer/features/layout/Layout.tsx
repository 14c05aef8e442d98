import { useCallback, useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Route } from '../../state/route.ts';
import { useRoute } from '../../state/useRoute.ts';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import classes from './Layout.module.css';
import { Notices } from './Notices.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useShortcuts } from './useShortcuts.ts';

/** What stands around every screen. On a phone the sidebar lies over the screen until something is chosen. */
export function Layout({ children }: { children: ReactNode }): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  // Open for one route only, so that every way to another screen closes it.
  const [sidebarRoute, setSidebarRoute] = useState<Route>();
  const isSidebarOpen = sidebarRoute === route;
  const toggleHelp = useCallback(() => setIsHelpOpen((isOpen) => !isOpen), []);
  const closeHelp = useCallback(() => setIsHelpOpen(false), []);
  useShortcuts({ help: toggleHelp, close: isHelpOpen ? closeHelp : undefined });

  return (
    <div className={classes.layout}>
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#main')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <Header
        isHelpOpen={isHelpOpen}
        onHelp={toggleHelp}
        isSidebarOpen={isSidebarOpen}
        onSidebar={() => setSidebarRoute(isSidebarOpen ? undefined : route)}
      />
      <div className={classes.notices}>
        <Notices />
      </div>
      <div id="sidebar" className={classes.sidebar} data-open={isSidebarOpen || undefined}>
        <Sidebar onChosen={() => setSidebarRoute(undefined)} />
      </div>
      <main id="main" className={classes.main} tabIndex={-1}>
        <div className={classes.screen}>{children}</div>
        {isHelpOpen && <HelpPanel onClose={closeHelp} />}
      </main>
      <Footer />
    </div>
  );
}
