#!/usr/bin/env node
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

// The command line of a checkout. What is stripped and compiled is kept for the next start, which then loads no
// TypeScript at all and takes half the time. This file is JavaScript since the first one is loaded before the cache, and so that a
// Node that cannot load TypeScript says so in words.
if (process.features.typescript) {
  nodeModule.enableCompileCache(
    fileURLToPath(new URL('../../node_modules/.cache/kerbside', import.meta.url)),
  );
  await import('./main.ts');
} else {
  console.error(
    `Node ${process.versions.node} cannot run the sources of Kerbside. Use \`npm run -s cli -- …\` in the checkout: it brings a Node that can.`,
  );
  process.exitCode = 1;
}
