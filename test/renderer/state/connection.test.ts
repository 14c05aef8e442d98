import { afterEach, describe, expect, it } from 'vitest';
import {
  createConnection,
  type Connection,
  type ConnectionState,
} from '../../../renderer/state/connection.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { PROTOCOL } from '../../../shared/contract/limits.ts';
import type { Link } from '../../../shared/contract/link.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import { createServer } from '../../../shared/contract/server.ts';
import type { Topics } from '../../../shared/contract/topics.ts';

const ends: Link[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end.close();
});

/** A core that answers `app.info` and nothing else. */
function openCore(protocol: number): Link {
  const [near, far] = memoryLinkPair();
  const handlers = { 'app.info': () => ({ name: 'Kerbside', version: '9.9.9', protocol }) };
  const server = createServer({
    handlers: handlers as unknown as Handlers,
    topics: {} as unknown as Topics,
    onDefect: (error) => {
      throw error;
    },
  });
  server.serve(far);
  ends.push(far);
  return near;
}

function until<P extends ConnectionState['phase']>(
  connection: Connection,
  phase: P,
): Promise<Extract<ConnectionState, { phase: P }>> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = connection.get();
      if (state.phase !== phase) return;
      end();
      resolve(state as Extract<ConnectionState, { phase: P }>);
    };
    const end = connection.subscribe(look);
    look();
  });
}

describe('connection', () => {
  it('hands each client out before anybody sees it open', async () => {
    const connection = createConnection(async () => openCore(PROTOCOL));
    const phases: string[] = [];
    connection.onClient(() => phases.push(connection.get().phase));
    connection.start();
    await until(connection, 'open');
    expect(phases).toEqual(['connecting']);
  });

  it('opens another link when the first is lost', async () => {
    const connection = createConnection(async () => openCore(PROTOCOL));
    connection.start();
    const { client } = await until(connection, 'open');
    const lost = until(connection, 'lost');
    ends[0]?.close();
    expect((await lost).reason).not.toBe('');
    expect((await until(connection, 'open')).client).not.toBe(client);
  });

  it('keeps trying a core that is not there yet', async () => {
    let tries = 0;
    const connection = createConnection(async () => {
      tries += 1;
      if (tries < 3) throw new ContractError('unavailable', 'Nobody answers.');
      return openCore(PROTOCOL);
    });
    connection.start();
    await until(connection, 'open');
    expect(tries).toBe(3);
  });

  it('does not try again where that is no use', async () => {
    const connection = createConnection(async () => {
      throw new ContractError('permission', 'The token is missing.', { hint: 'Open the whole address.' });
    });
    connection.start();
    expect(await until(connection, 'refused')).toEqual({
      phase: 'refused',
      reason: 'The token is missing.',
      hint: 'Open the whole address.',
    });
  });

  it('does not talk to a core of another protocol', async () => {
    const connection = createConnection(async () => openCore(PROTOCOL + 1));
    connection.start();
    expect(await until(connection, 'otherVersion')).toEqual({ phase: 'otherVersion', version: '9.9.9' });
  });
});
