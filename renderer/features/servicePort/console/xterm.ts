/** The terminal and its parts in a file of their own, so that they are loaded only where a terminal is shown. */
import '@xterm/xterm/css/xterm.css';

export { FitAddon } from '@xterm/addon-fit';
export { SearchAddon } from '@xterm/addon-search';
export { Terminal } from '@xterm/xterm';
