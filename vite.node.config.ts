import { cpSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const NO_NATIVE_PART = '\0no-native-part:';
/** The built parts of the serial driver, as its package brings them for each system: they lie beside the bundles, in one folder. */
const DRIVER = 'node_modules/@serialport/bindings-cpp';
const LOAD_DRIVER = `
import { createRequire } from 'node:module';
import nodeGypBuild from 'node-gyp-build';
export const binding = createRequire(import.meta.url)(nodeGypBuild.path(import.meta.dirname));
`;

/**
 * What runs in Node, bundled for packaged builds: nothing of node_modules is packed. A checkout runs the TypeScript
 * sources directly. The preload script has its own build, since scripts of sandboxed renderers are CommonJS.
 * Everything but the shell's main script lies flat in one folder: a worker is found beside the chunk that starts it.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    {
      name: 'empty-own-folders',
      buildStart() {
        for (const folder of ['node', 'shell']) {
          rmSync(join(import.meta.dirname, 'dist', folder), { recursive: true, force: true });
        }
      },
    },
    {
      // ssh2 tries native parts that speed it up, and does without where there are none. Whether a machine has built
      // them must not decide what is packed, since they would fit this machine alone.
      name: 'ssh2-without-native-parts-and-helpers',
      enforce: 'pre',
      resolveId(source, importer = '') {
        const isOurs = /[\\/]node_modules[\\/](ssh2|cpu-features)[\\/]/.test(importer);
        // One module for each: a module that failed once is not tried again, but taken as it is.
        return isOurs && source.endsWith('.node') ? `${NO_NATIVE_PART}${source}` : undefined;
      },
      load: (id) => (id.startsWith(NO_NATIVE_PART) ? "throw new Error('not packed');" : undefined),
      // Parts of it look for files beside themselves: a program of Windows that nothing here uses, and bytes that are
      // in its source anyhow. A bundle has no such place.
      transform(code, id) {
        return /[\\/]ssh2[\\/]lib[\\/]/.test(id) ? code.replaceAll('__dirname', "''") : undefined;
      },
    },
    {
      // It looks for its built part in its own package, and there is none in a bundle. N-API holds it for Node and Electron alike.
      name: 'serial-driver-beside-the-bundles',
      enforce: 'pre',
      load: (id) => (/bindings-cpp[\\/]dist[\\/]serialport-bindings\.js$/.test(id) ? LOAD_DRIVER : undefined),
      writeBundle() {
        for (const system of [
          'darwin-x64+arm64',
          'linux-arm',
          'linux-arm64',
          'linux-x64',
          'win32-arm64',
          'win32-x64',
        ]) {
          const from = join(import.meta.dirname, DRIVER, 'prebuilds', system);
          cpSync(from, join(import.meta.dirname, 'dist/node/prebuilds', system), { recursive: true });
        }
      },
    },
  ],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    rolldownOptions: {
      input: {
        cli: 'electron/cli/main.ts',
        coreEntry: 'electron/shell/coreEntry.ts',
        viewWorker: 'electron/core/trace/views/viewWorker.ts',
        rowWorker: 'electron/core/trace/import/rowWorker.ts',
        sumWorker: 'electron/core/files/storage/sumWorker.ts',
        signWorker: 'electron/core/security/firmware-signing/signWorker.ts',
        contentWorker: 'electron/core/contents/jobs/contentWorker.ts',
        importWorker: 'electron/core/imports/importWorker.ts',
        main: 'electron/shell/main.ts',
      },
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: {
        entryFileNames: ({ name }) => (name === 'main' ? 'shell/main.js' : `node/${name}.js`),
        chunkFileNames: 'node/[name]-[hash].js',
      },
    },
  },
});
