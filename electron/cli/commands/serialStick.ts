import { resolve } from 'node:path';
import { STICK_PURPOSES, type StickPurpose } from '../../../shared/service-port/stick/stickNames.ts';
import { openSticks, type Sticks } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { askSecret, askYes, canAsk } from '../configuration/askOnTerminal.ts';
import { readBack } from '../stick/readBack.ts';
import { tellPlan, tellSteps } from '../stick/tellPlan.ts';
import { withInterrupt } from '../stick/withInterrupt.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

/** Where the password comes from: on the command line everybody on this computer could read it. */
const VARIABLE = 'KERBSIDE_STICK_PASSWORD';

export const serialStick: Command = {
  positionals: [],
  flags: {
    for: { value: STICK_PURPOSES.join('|'), about: 'What the controller is to do with the stick.' },
    folder: { value: 'F', about: 'The root of the stick, such as E:\\ or /media/you/STICK. Needed.' },
    file: {
      value: 'X',
      about:
        'For settings a folder of parameter files, or one of them; for firmware the package (.deb) of the maker.',
    },
    check: { about: 'Only say what would be written, and what speaks against it.' },
    yes: { about: 'Write without asking.' },
    read: { about: 'Read a stick that comes back: settings and logs.' },
    out: { value: 'PATH', about: 'With --read: copy what the controller wrote into this folder.' },
    'remove-password': { about: 'Delete the password from the stick (after --read, where both are named).' },
  },
  about:
    'For charge controllers without a serial port (Bender CC612, CC613, ICC and their relatives, such as many of Mennekes): prepares a USB stick that makes one write its configuration and its logs (fetch), take over settings, or take firmware; and reads what it wrote. ' +
    'Nothing on the stick is overwritten or deleted; each file is read back and compared. ' +
    `The password of the operator or the manufacturer comes from ${VARIABLE}, or is asked for on the terminal. ` +
    'By documents of the maker, not seen on hardware. Exit 3 where a check blocks or the answer is no.',
  examples: [
    'serial stick --for fetch --folder /media/me/STICK',
    'serial stick --for settings --file ./sw_config --folder E:\\',
    'serial stick --read --folder /media/me/STICK --out ./visit --remove-password',
  ],
  async run(args, terminal) {
    const sticks = await openSticks();
    const purpose = args.text('for');
    const isReading = args.has('read') || args.has('remove-password');
    checkFlags(args, { purpose, isReading });
    const folder = await folderOf(args, sticks);
    if (isReading) return await readBack(sticks, folder, args, terminal);
    return await prepare(
      sticks,
      wishOf(choice('for', purpose ?? '', STICK_PURPOSES), folder, args),
      args,
      terminal,
    );
  },
};

interface Wish {
  purpose: StickPurpose;
  folder: string;
  source?: string;
}

function checkFlags(
  args: Arguments,
  { purpose, isReading }: { purpose: string | undefined; isReading: boolean },
): void {
  if (purpose === undefined && !isReading) {
    throw new UsageError(
      `what for? Add --for ${STICK_PURPOSES.join('|')}, or --read for a stick that comes back.`,
    );
  }
  if (purpose !== undefined && isReading) {
    throw new UsageError(
      'a stick is prepared (--for) or read (--read, --remove-password): leave one of them out.',
    );
  }
  if (args.has('out') && !args.has('read')) throw new UsageError('--out belongs to --read.');
}

async function folderOf(args: Arguments, sticks: Sticks): Promise<string> {
  const folder = args.text('folder');
  if (folder !== undefined) return resolve(folder);
  const found = await sticks.found();
  const plugged = found.length === 0 ? '' : ` Plugged in: ${found.join(', ')}.`;
  throw new UsageError(`which stick? Add --folder with its root.${plugged}`);
}

function wishOf(purpose: StickPurpose, folder: string, args: Arguments): Wish {
  const file = args.text('file');
  if (purpose === 'fetch') {
    if (file !== undefined) throw new UsageError('a stick that fetches takes no --file.');
    return { purpose, folder };
  }
  if (file === undefined) {
    throw new UsageError(
      purpose === 'settings'
        ? 'which settings? Add --file with a folder of parameter files.'
        : 'which firmware? Add --file with the package (.deb).',
    );
  }
  return { purpose, folder, source: resolve(file) };
}

async function prepare(sticks: Sticks, wish: Wish, args: Arguments, terminal: Terminal): Promise<number> {
  const plan = await sticks.plan(wish);
  tellPlan(plan, terminal);
  if (!plan.canWrite || args.has('check')) {
    if (args.has('json')) await terminal.print(JSON.stringify(plan));
    return plan.canWrite ? EXIT.done : EXIT.refused;
  }
  if (!(await isConfirmed(args))) {
    terminal.note('Nothing was written.');
    return EXIT.refused;
  }
  const password = await passwordOf(terminal);
  const written = await withInterrupt((signal) => sticks.write(wish, password, signal));
  terminal.note(`${written.files.length} files are on ${written.folder}; each was read back and compared.`);
  tellSteps(written.next, terminal);
  if (args.has('json')) await terminal.print(JSON.stringify(written));
  return EXIT.done;
}

async function isConfirmed(args: Arguments): Promise<boolean> {
  if (args.has('yes')) return true;
  if (!canAsk()) throw new UsageError('nothing was written. Add --yes to do it.');
  return await askYes('Write it?');
}

async function passwordOf(terminal: Terminal): Promise<string> {
  const given = process.env[VARIABLE];
  if (given !== undefined) return given;
  if (canAsk()) return await askSecret('the password of the operator or the manufacturer', terminal);
  throw new UsageError(
    `nothing was written: the controller wants its password, in the variable ${VARIABLE}.`,
  );
}
