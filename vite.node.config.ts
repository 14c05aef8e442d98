import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/**
 * What runs in Node, bundled for packaged builds. A checkout runs the TypeScript sources directly.
 * The preload script has its own build: scripts of sandboxed renderers are CommonJS.
 */
export default defineConfig({
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist/node',
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: {
      input: {},
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    },
  },
});
