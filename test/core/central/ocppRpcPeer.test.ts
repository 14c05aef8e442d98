import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Schemas } from '../../../electron/core/central/schemas/schemas.ts';
import type { Json } from '../../../shared/json.ts';
import { stationActionsOf } from '../../../shared/ocpp/catalog.ts';
import { exampleFor } from '../../../shared/ocpp/example.ts';
import { JSON_VERSIONS, type OcppVersion } from '../../../shared/ocpp/version.ts';
import { startTestCore, type TestCore } from './testCore.ts';

/** The part of the npm package that is used here; its own types leave most of it open. */
interface RpcClient {
  connect(): Promise<unknown>;
  call(action: string, payload: Json): Promise<Json>;
  handle(action: string, handler: (request: { params: Json }) => Json): void;
  close(): Promise<unknown>;
}
interface Validator {
  readonly subprotocol: string;
}
const load = createRequire(import.meta.url);
const { RPCClient, createValidator } = load('ocpp-rpc') as {
  RPCClient: new (options: {
    endpoint: string;
    identity: string;
    protocols: string[];
    strictMode: boolean;
    strictModeValidators?: Validator[];
  }) => RpcClient;
  createValidator: (subprotocol: string, schemas: unknown) => Validator;
};

/**
 * The peer looks for `X.req` and `X.conf` in all versions, but its own schemas of 2.1 have other names. They also carry
 * a keyword for objects on texts, of which its validator would complain on the console.
 */
function validatorOf21(): Validator {
  const schemas = load('ocpp-rpc/lib/schemas/ocpp2_1.json') as object[];
  const mended: unknown = JSON.parse(JSON.stringify(schemas), (key, value: unknown) => {
    if (key === '$id')
      return String(value)
        .replace(/Request$/, '.req')
        .replace(/Response$/, '.conf');
    if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'string')
      return value;
    return { ...value, additionalProperties: undefined };
  });
  return createValidator('ocpp2.1', mended);
}

let core: TestCore;
let client: RpcClient;
beforeEach(async () => {
  core = await startTestCore();
});
afterEach(async () => {
  await client.close();
  await core.close();
  expect(core.log).toEqual([]);
});

async function connect(version: OcppVersion): Promise<RpcClient> {
  const protocols = [`ocpp${version}`];
  const validators = version === '2.1' ? { strictModeValidators: [validatorOf21()] } : {};
  client = new RPCClient({
    endpoint: core.url,
    identity: 'RPC|1',
    protocols,
    strictMode: true,
    ...validators,
  });
  await client.connect();
  return client;
}

describe.each(JSON_VERSIONS)('an independent station of %s in strict mode', (version) => {
  it('takes the answer to everything that it can send', async () => {
    const rpc = await connect(version);
    const schemas = await new Schemas().load(version);
    // The peer does not know SEND.
    const actions = stationActionsOf(version).filter(({ isSend }) => isSend !== true);
    for (const { name } of actions) {
      await rpc.call(name, exampleFor(schemas.schema(name, 'request') ?? null));
    }
    const calls = core.recorder.records.filter(
      ({ kind, direction }) => kind === 'call' && direction === 'in',
    );
    expect(calls).toHaveLength(actions.length);
    expect(core.recorder.records.flatMap(({ issues }) => issues)).toEqual([]);
  });

  it('is called and answers', async () => {
    const rpc = await connect(version);
    rpc.handle('ClearCache', () => ({ status: 'Accepted' }));
    await core.station(({ connected }) => connected);
    expect(await core.central.call('RPC|1', 'ClearCache', '{}')).toMatchObject({
      outcome: 'answered',
      payload: { status: 'Accepted' },
    });
    expect(await core.central.call('RPC|1', 'GetLocalListVersion', '{}')).toMatchObject({
      outcome: 'refused',
      code: 'NotImplemented',
    });
  });
});
