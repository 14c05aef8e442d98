import * as electron from 'electron';
import { startShell } from './shell.ts';

/** Not awaited here: Electron does not become ready before its main script has run to the end. */
export const started = startShell(electron, process.argv.slice(1));
