import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { startMemoryTransfer } from '../../../shared/service-port/transfer/memoryTransfer.ts';
import { createReceiveMachine } from '../../../shared/service-port/transfer/receiveMachine.ts';
import { SlowLine } from './slowLine.ts';

/**
 * A receiver of YMODEM at the far end of a line of 115,200 baud with 16 ms of latency each way: for whoever connects, or for the program that is
 * named with its arguments. Prints its port, or nothing, then how long the file took from the first request, in ms.
 */
const LINE = { baud: 115_200, latencyMs: 16 };

function receive(
  write: (bytes: Uint8Array) => void,
  listen: (take: (bytes: Uint8Array) => void) => void,
): void {
  const startedAt = performance.now();
  const toSender = new SlowLine(LINE, write);
  const transfer = startMemoryTransfer({
    machine: createReceiveMachine({ protocol: 'ymodem', limitBytes: 10_000_000 }),
    write: (bytes) => toSender.write(bytes),
    onEnd: (end) => {
      const tookMs = performance.now() - startedAt;
      process.stdout.write(`${JSON.stringify('proof' in end ? { tookMs } : end)}\n`, () => process.exit());
    },
  });
  const toReceiver = new SlowLine(LINE, (bytes) => transfer.take(bytes));
  listen((bytes) => toReceiver.write(bytes));
}

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    receive(
      (bytes) => socket.write(bytes),
      (take) => socket.on('data', take),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
} else {
  const { stdin, stdout } = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  stdin.on('error', () => undefined);
  receive(
    (bytes) => stdin.write(bytes),
    (take) => stdout.on('data', take),
  );
}
