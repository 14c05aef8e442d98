import type { SearchAddon } from '@xterm/addon-search';
import type { ITheme, Terminal } from '@xterm/xterm';
import { useEffect, useRef, type RefObject } from 'react';
import { useThemeName } from '../../../state/useThemeName.ts';
import { PALETTES, type ThemeName } from '../../../theme/palette.ts';
import type { ConsoleStore } from './consoleStore.ts';
import type * as xtermParts from './xterm.ts';

/** What a terminal that is opened later shows of what came before. */
const BACKLOG_BYTES = 256 * 1024;
/** What may wait to be drawn; more is skipped, and stands in the lines and the session file. */
const MOST_WAITING = 2 * 1024 * 1024;

const ESCAPE = String.fromCharCode(0x1b);

export type Xterm = typeof xtermParts;

interface TerminalOptions {
  xterm: Xterm;
  store: ConsoleStore;
  label: string;
  hasEcho: boolean;
  /** What comes is read aloud. */
  isRead: boolean;
  onKeys: (text: string) => void;
}

export interface TerminalTools {
  find: (query: string, step: 1 | -1) => void;
  clear: () => void;
}

function themeOf(name: ThemeName): ITheme {
  const { bg, text, dim, faint, brand, ok, warn, bad, in: blue, out: violet, sel } = PALETTES[name];
  return {
    background: bg,
    foreground: text,
    cursor: brand,
    cursorAccent: bg,
    selectionBackground: sel,
    black: faint,
    red: bad,
    green: ok,
    yellow: warn,
    blue,
    magenta: violet,
    cyan: blue,
    white: text,
    brightBlack: dim,
    brightRed: bad,
    brightGreen: ok,
    brightYellow: warn,
    brightBlue: blue,
    brightMagenta: violet,
    brightCyan: blue,
    brightWhite: text,
  };
}

function backlogOf(store: ConsoleStore): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const lines = store.lines();
  for (let at = lines.length - 1; at >= 0 && bytes < BACKLOG_BYTES; at -= 1) {
    const line = lines[at];
    if (line?.direction !== 'in') continue;
    parts.unshift(line.bytes.subarray(0, line.length));
    bytes += line.length;
  }
  return parts;
}

/** Whether it is what a terminal answers to a question of the device (where the cursor is, what it is), and no key. */
function isAnswer(text: string): boolean {
  return text.startsWith(ESCAPE) && /^(?:\[[?>]?[\d;]*\$?[Rcnty]|[\]P])/.test(text.slice(1));
}

/** An xterm in an element, fed with what comes from the device. */
export function useTerminal(box: RefObject<HTMLDivElement | null>, options: TerminalOptions): TerminalTools {
  const { xterm, store, label, isRead } = options;
  const theme = useThemeName();
  const terminal = useRef<Terminal>(undefined);
  const search = useRef<SearchAddon>(undefined);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const made = new xterm.Terminal({
      fontFamily: getComputedStyle(element).getPropertyValue('--kb-mono'),
      fontSize: 12,
      scrollback: 10_000,
      allowProposedApi: true,
    });
    const fit = new xterm.FitAddon();
    const searching = new xterm.SearchAddon();
    made.loadAddon(fit);
    made.loadAddon(searching);
    made.open(element);
    made.attachCustomKeyEventHandler((event) => {
      if (event.key !== 'F6') return true;
      if (event.type === 'keydown') leave(element);
      return false;
    });
    // What is shown again may hold questions for the terminal: they were answered, or not, when they came.
    let isReplaying = true;
    const typed = made.onData((text) => {
      if (isReplaying && isAnswer(text)) return;
      if (latest.current.hasEcho) made.write(text.replaceAll('\r', '\r\n'));
      latest.current.onKeys(text);
    });
    for (const part of backlogOf(store)) made.write(part);
    made.write('', () => {
      isReplaying = false;
    });
    let waiting = 0;
    const ended = store.onBytes((bytes) => {
      if (waiting > MOST_WAITING) return;
      waiting += bytes.length;
      made.write(bytes, () => {
        waiting -= bytes.length;
      });
    });
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(element);
    terminal.current = made;
    search.current = searching;
    made.focus();
    return () => {
      ended();
      typed.dispose();
      observer.disconnect();
      terminal.current = undefined;
      made.dispose();
    };
  }, [box, store, xterm]);
  useEffect(() => {
    const made = terminal.current;
    if (made === undefined) return;
    made.options.theme = themeOf(theme);
    made.options.minimumContrastRatio = theme === 'outdoor' ? 7 : 4.5;
    made.options.screenReaderMode = isRead;
    made.textarea?.setAttribute('aria-label', label);
  }, [theme, isRead, label]);
  return {
    find: (query, step) =>
      void (step === 1 ? search.current?.findNext(query) : search.current?.findPrevious(query)),
    clear: () => terminal.current?.clear(),
  };
}

/** A terminal takes every key, Tab too: there has to be a way out of it without a mouse. */
function leave(terminal: HTMLElement): void {
  const field = terminal.parentElement?.querySelector<HTMLElement>('form input:not([type="radio"])');
  if (field === null || field === undefined) document.querySelector<HTMLElement>('#main')?.focus();
  else field.focus();
}
