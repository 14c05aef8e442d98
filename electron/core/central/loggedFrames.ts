import type { FrameInspector } from '../trace/import/inspectImported.ts';
import { importedFrameInspector } from './importedFrames.ts';
import type { Schemas } from './schemas/schemas.ts';

/** The checks of frames that a charger prints in its log: those of imported ones; schemas are loaded when a version is met. */
export function loggedFrameInspector(schemas: Schemas, log: (line: string) => void): FrameInspector {
  const inspector = importedFrameInspector(schemas);
  return {
    fits: (version, action, answer) => inspector.fits(version, action, answer),
    inspect(frame) {
      const { version } = frame;
      if (version !== undefined && schemas.loaded(version) === undefined) {
        schemas.load(version).catch((error: unknown) => log(`Schemas of ${version}: ${String(error)}`));
      }
      return inspector.inspect(frame);
    },
  };
}
