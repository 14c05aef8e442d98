import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ServerProcess {
  port: number;
  stop(): Promise<void>;
}

/** Starts `servers/<name>.ts` in a process of its own and waits for its port. */
export async function startServer(name: string): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, 'servers', `${name}.ts`), { stdio: 'inherit' });
  const [message] = (await Promise.race([once(child, 'message'), failsOnExit(child, name)])) as [
    { port: number },
  ];
  return {
    port: message.port,
    stop: async () => {
      const exited = once(child, 'exit');
      child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exited;
      clearTimeout(timer);
    },
  };
}

async function failsOnExit(child: ChildProcess, name: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`the ${name} server ended with ${code}`);
}
