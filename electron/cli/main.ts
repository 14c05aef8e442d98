#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded: a checkout strips the types of some hundred files at each start otherwise.
enableCompileCache();
const { run } = await import('./run.ts');
const { openTerminal } = await import('./terminal.ts');

process.exitCode = await run(process.argv.slice(2), openTerminal());
