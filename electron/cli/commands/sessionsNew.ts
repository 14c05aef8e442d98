import { resolve } from 'node:path';
import type { Params } from '../../../shared/contract/methods.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';

export const sessionsNew: Command = {
  positionals: [],
  flags: {
    name: { value: 'NAME', about: 'What the visit is called in the list of sessions.' },
    site: { value: 'SITE', about: 'Where it is.' },
    notes: { value: 'TEXT', about: 'Notes about it.' },
    session: {
      value: 'FILE',
      about:
        'The session file to record into; one that is there is gone on with. Default: a further one of the folder.',
    },
  },
  about:
    'Begins another visit while Kerbside runs: the running session is closed in order and stays in the list, everything from then on is recorded into another file. Chargers stay connected, and no message is lost.',
  examples: [
    'sessions new --name "Depot North" --site "Hamburg, Dock 4"',
    'sessions new --session ~/visits/dock-4.kerbside --json',
  ],
  async run(args, terminal) {
    const [title, site, notes, file] = (['name', 'site', 'notes', 'session'] as const).map((flag) =>
      args.text(flag),
    );
    const params: Params<'session.begin'> = {
      ...(title === undefined ? {} : { title }),
      ...(site === undefined ? {} : { site }),
      ...(notes === undefined ? {} : { notes }),
      ...(file === undefined ? {} : { path: resolve(file) }),
    };
    const { path } = await withCore(args, (client) => client.call('session.begin', params));
    if (args.has('json')) await terminal.print(JSON.stringify({ path }));
    else terminal.note(`Recording into ${path}.`);
    return EXIT.done;
  },
};
