import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { commandsOf } from '../../shared/ocpp/catalog.ts';
import { exampleCall } from '../../shared/ocpp/example.ts';
import { SUBPROTOCOLS } from '../../shared/ocpp/version.ts';
import { schemaOf } from './messageSchemas.ts';

/** The part of `ocpp-rpc` that is used here; its own declarations are of another time than its code. */
interface StrictClient {
  identity: string;
  call(method: string, params: Json): Promise<JsonObject>;
  handle(handler: (request: { method: string; params: JsonObject }) => JsonObject): void;
  on(event: 'strictValidationFailure' | 'badMessage', listener: (event: unknown) => void): void;
}
interface StrictServer {
  on(event: 'client', listener: (client: StrictClient) => void): void;
  auth(callback: (accept: () => void) => void): void;
  listen(port: number, host: string): Promise<{ address(): unknown }>;
  close(options: { force: boolean }): Promise<void>;
}
const { RPCServer } = createRequire(import.meta.url)('ocpp-rpc') as {
  RPCServer: new (options: { protocols: string[]; strictMode: boolean }) => StrictServer;
};

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

function answerTo(method: string): JsonObject {
  const currentTime = new Date().toISOString();
  switch (method) {
    case 'BootNotification':
      return { status: 'Accepted', currentTime, interval: 60 };
    case 'Heartbeat':
      return { currentTime };
    case 'Authorize':
      return { idTagInfo: { status: 'Accepted' } };
    case 'StartTransaction':
      return { idTagInfo: { status: 'Accepted' }, transactionId: 1 };
    case 'SignCertificate':
      return { status: 'Accepted' };
    default:
      return {};
  }
}

interface Peer {
  client: StrictClient;
  url: string;
  methods: string[];
  problems: unknown[];
  received(method: string): Promise<void>;
}

/** A server that checks every message of the charger, and every own one, against the schemas. */
async function startPeer(subprotocol: string, start: (url: string) => void): Promise<Peer> {
  const server = new RPCServer({ protocols: [subprotocol], strictMode: true });
  server.auth((accept) => accept());
  const methods: string[] = [];
  const problems: unknown[] = [];
  const waiting: { method: string; resolve: () => void }[] = [];
  const listening = await server.listen(0, '127.0.0.1');
  const url = `ws://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  ends.push(() => server.close({ force: true }));
  const client = await new Promise<StrictClient>((resolve) => {
    server.on('client', (connected) => {
      connected.on('strictValidationFailure', (event) => problems.push(event));
      connected.on('badMessage', (event) => problems.push(event));
      connected.handle(({ method }) => {
        methods.push(method);
        for (const waiter of waiting) if (waiter.method === method) waiter.resolve();
        return subprotocol === 'ocpp1.6' || method !== 'Authorize'
          ? answerTo(method)
          : { idTokenInfo: { status: 'Accepted' } };
      });
      resolve(connected);
    });
    start(url);
  });
  const received = (method: string): Promise<void> =>
    methods.includes(method)
      ? Promise.resolve()
      : new Promise((resolve) => waiting.push({ method, resolve }));
  return { client, url, methods, problems, received };
}

describe.each(['1.6', '2.0.1'] as const)('with an independent peer that is strict, in %s', (version) => {
  it('boots, charges and answers every command', async () => {
    let act: ReturnType<typeof createPracticeCharger> | undefined;
    const peer = await startPeer(SUBPROTOCOLS[version], (url) => {
      act = createPracticeCharger({ url, stationId: 'STRICT-1', version, plug: true, speed: 60 });
      const started = act;
      ends.push(() => started.stop());
    });
    await peer.received('StatusNotification');
    await act?.act('authorize');
    await peer.received(version === '1.6' ? 'MeterValues' : 'TransactionEvent');
    const actions = commandsOf(version).flatMap(({ actions }) => actions.map(({ name }) => name));
    for (const action of [...actions.filter((name) => name !== 'Reset'), 'Reset']) {
      const schema = schemaOf(version, action, 'request') ?? {};
      const payload = exampleCall(version, action, schema, {
        nowMs: Date.now(),
        filesUrl: 'http://127.0.0.1:59999',
      });
      expect(await peer.client.call(action, payload), action).toBeTypeOf('object');
    }
    expect(peer.problems).toEqual([]);
    expect(peer.methods).toContain(version === '1.6' ? 'StartTransaction' : 'TransactionEvent');
  });
});
