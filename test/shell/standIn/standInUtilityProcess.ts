import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { UtilityProcess } from 'electron';
import type { StandInPort } from './port.ts';

const PARENT_PORT = new URL('./parentPort.ts', import.meta.url).href;

/** Messages between this process and the forked one; ports are bridged by their number. */
export type Bridged =
  | { type: 'message'; data: unknown; ports: number[] }
  | { type: 'port'; port: number; data: unknown }
  | { type: 'closed'; port: number };

/** A forked Node process with the `process.parentPort` that Electron gives to its utility processes. */
export class StandInUtilityProcess extends EventEmitter implements Pick<UtilityProcess, 'kill' | 'pid'> {
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, StandInPort>();
  #lastPort = 0;

  constructor(modulePath: string, args: readonly string[] = []) {
    super();
    this.#child = fork(modulePath, args, {
      serialization: 'advanced',
      execArgv: ['--import', PARENT_PORT],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => this.#receive(message as Bridged));
    this.#child.on('exit', (code) => {
      for (const port of this.#ports.values()) port.close();
      this.emit('exit', code);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(data: unknown, transfer: readonly StandInPort[] = []): void {
    this.#send({ type: 'message', data, ports: transfer.map((port) => this.#bridge(port)) });
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }

  #bridge(port: StandInPort): number {
    const number = (this.#lastPort += 1);
    this.#ports.set(number, port);
    port.on('message', ({ data }: { data: unknown }) => this.#send({ type: 'port', port: number, data }));
    port.on('close', () => this.#send({ type: 'closed', port: number }));
    port.start();
    return number;
  }

  #receive(message: Bridged): void {
    if (message.type === 'message') this.emit('message', message.data);
    else if (message.type === 'port') this.#ports.get(message.port)?.postMessage(message.data);
    else this.#ports.get(message.port)?.close();
  }

  #send(message: Bridged): void {
    // What is meant for a process that has just ended is lost, as it is with Electron.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}
