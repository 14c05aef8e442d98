import type { FileServer } from './fileServer.ts';

/** A server whose code is loaded when it is opened for the first time: most visits need none. */
export function loadedOnOpen(load: () => Promise<FileServer>): FileServer {
  let server: FileServer | undefined;
  return {
    async open() {
      server ??= await load();
      return server.open();
    },
    async close() {
      await server?.close();
    },
    async stop() {
      await server?.stop();
    },
  };
}
