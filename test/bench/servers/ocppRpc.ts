import { createRequire } from 'node:module';

interface RpcClient {
  handle(handler: (call: { method: string }) => object): void;
}
interface RpcServer {
  on(event: 'client', listener: (client: RpcClient) => void): void;
  listen(port: number, host: string): Promise<{ address(): { port: number } }>;
}
type RpcServerClass = new (options: { protocols: string[]; strictMode: boolean }) => RpcServer;

const { RPCServer } = createRequire(import.meta.url)('ocpp-rpc') as { RPCServer: RpcServerClass };

/** The npm package `ocpp-rpc` in strict mode: both directions checked against the schemas, nothing stored. */
const server = new RPCServer({ protocols: ['ocpp1.6'], strictMode: true });
server.on('client', (client) => {
  client.handle(({ method }) => (method === 'Heartbeat' ? { currentTime: new Date().toISOString() } : {}));
});
const http = await server.listen(0, '127.0.0.1');
process.send?.({ port: http.address().port });
process.on('disconnect', () => process.exit(0));
