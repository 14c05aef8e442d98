import { defineConfig } from 'vite';

/** The preload script, after the rest of the shell: CommonJS, as sandboxed renderers demand. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/shell',
    emptyOutDir: false,
    target: 'node24',
    rolldownOptions: {
      input: { preload: 'electron/shell/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
