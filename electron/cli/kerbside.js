#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// The command line of a checkout. What is stripped and compiled is kept for the next start, which then loads no
// TypeScript at all and takes half the time. This file is JavaScript since the first one is loaded before the cache.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/kerbside', import.meta.url)));
await import('./main.ts');
