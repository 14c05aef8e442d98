import * as electron from 'electron';
import { startShell } from './shell.ts';

await startShell(electron, process.argv.slice(1));
