import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer, for the browser host and the shell alike: relative URLs, no inline script. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Read from this machine, never over a slow line.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Chunks are evaluated before who imports them: what keeps zod from `new Function` has to come with zod itself.
          groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|zodWithoutEval/ }],
        },
      },
    },
  },
});
