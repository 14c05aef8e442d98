import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState, type ComponentProps, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { usePortProfile } from '../../../state/portTopics.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import classes from './Console.module.css';
import { LinesPane } from './LinesPane.tsx';
import { SendBar, type LineEnd } from './SendBar.tsx';
import { TerminalView } from './TerminalView.tsx';
import { useConsole } from './useConsole.ts';

/** The terminal itself is large. */
const LazyTerminal = lazy(async () => {
  const xterm = await import('./xterm.ts');
  return {
    default: (props: Omit<ComponentProps<typeof TerminalView>, 'xterm'>) => (
      <TerminalView {...props} xterm={xterm} />
    ),
  };
});

/** Chosen for as long as the page lives, by port. */
const choices = new Map<string, { isTerminal: boolean; eol?: LineEnd }>();

/** What crosses the port, as lines or as a terminal, and what is sent. */
export function ConsoleTab({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const { path } = port.port;
  const driver = usePortProfile(port.profileId)?.driver;
  const console = useConsole(path);
  const [choice, setChoice] = useState(choices.get(path) ?? { isTerminal: false });
  const choose = (change: Partial<typeof choice>): void => {
    const next = { ...choice, ...change };
    choices.set(path, next);
    setChoice(next);
  };
  const eol = choice.eol ?? (driver === 'json-lines' ? 'lf' : 'cr');
  const views = (
    <SegmentedControl
      aria-label={t('port.console.view.label')}
      value={choice.isTerminal ? 'terminal' : 'lines'}
      onChange={(value) => choose({ isTerminal: value === 'terminal' })}
      data={(['lines', 'terminal'] as const).map((value) => ({
        value,
        label: t(`port.console.view.${value}`),
      }))}
    />
  );
  return (
    <div className={classes.tab}>
      {choice.isTerminal ? (
        <Suspense fallback={<p className={classes.tools}>{t('port.console.terminal.loading')}</p>}>
          <LazyTerminal port={port} console={console} views={views} />
        </Suspense>
      ) : (
        <LinesPane port={port} console={console} views={views} />
      )}
      <div>
        <FailureText failure={console.failure} />
        <SendBar
          port={port}
          eol={eol}
          onEol={(next) => choose({ eol: next })}
          isSecret={() => console.store.asksForPassword()}
        />
      </div>
    </div>
  );
}
