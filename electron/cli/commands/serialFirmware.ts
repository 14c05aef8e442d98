import { resolve } from 'node:path';
import { sizeText } from '../../../shared/files/sizeText.ts';
import type { PortPushPlan } from '../../../shared/service-port/portRun.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { askWord, canAsk } from '../configuration/askOnTerminal.ts';
import { failureSentence } from '../configuration/stationFailure.ts';
import { followPortRun, portRunExit } from '../serial/followPortRun.ts';
import { PORT_FLAGS } from '../serial/portFlags.ts';
import { portJson } from '../serial/portJson.ts';
import { withPort } from '../serial/withPort.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

const LIBRARY = /^library:(.+)$/;

export const serialFirmware: Command = {
  positionals: ['FILE'],
  flags: {
    ...PORT_FLAGS,
    version: { value: 'V', about: 'The version that the device is to report afterwards.' },
    param: {
      value: 'NAME=VALUE',
      isRepeatable: true,
      about: 'A value that the profile asks for, such as loadaddr=0x82000000; --check lists them.',
    },
    check: { about: 'Only say what would happen, and what speaks against it.' },
    yes: { about: 'Do not ask for the word that confirms it.' },
  },
  about:
    'Pushes firmware over the port: looks at file and device, says what will happen, asks for a word to be typed, sends, and identifies the device again. FILE is a path, or library:ID. ' +
    'With --json the whole story as one object. Exit 0 verified, 3 a check says stop or it failed, 4 nothing proves it, 5 the port cannot be opened or was lost. ' +
    'Ctrl+C stops, and says in what state that leaves the charger.',
  examples: [
    'serial firmware u-boot.img --check --port /dev/ttyUSB0 --profile linux-uboot-console',
    'serial firmware u-boot.img --param loadaddr=0x82000000 --param "restart=run update" --port /dev/ttyUSB0 --profile linux-uboot-console',
    'serial firmware u-boot.img --version 2024.10 --yes --json --port COM3 --profile linux-uboot-console',
  ],
  run(args, terminal) {
    const file = fileOf(args.at(0));
    return withPort(args, terminal, async (port) => {
      const { client, path } = port;
      const wish = { path, ...file, version: args.text('version'), ...parametersOf(args) };
      const plan = await client.call('port.planPush', wish, { timeoutMs: 0 });
      tellPlan(plan, terminal);
      const isBlocked = plan.checks.some(({ level }) => level === 'blocks');
      if (isBlocked || args.has('check')) {
        if (args.has('json')) await terminal.print(portJson(plan));
        return isBlocked ? EXIT.refused : EXIT.done;
      }
      if (!(await isConfirmed(args, plan))) {
        terminal.note('Nothing was sent.');
        return EXIT.refused;
      }
      const pushed = { ...wish, confirm: plan.confirmWith };
      const begun = await client.call('port.push', pushed, { timeoutMs: 0 });
      const run = await followPortRun(port, begun, terminal);
      const sentence = failureSentence({ message: run.sentence, hint: run.remedy });
      if (args.has('json')) await terminal.print(portJson(run));
      // The sentence of a proven push begins with that word itself.
      else await terminal.print(`${run.state}: ${sentence.replace(/^Verified: /, '')}`);
      return portRunExit(run);
    });
  },
};

function fileOf(word: string): { libraryId: string } | { filePath: string } {
  const [, libraryId] = LIBRARY.exec(word) ?? [];
  return libraryId === undefined ? { filePath: resolve(word) } : { libraryId };
}

function parametersOf(args: Arguments): { parameters?: Record<string, string> } {
  const given = args.texts('param').map((text): [string, string] => {
    const end = text.indexOf('=');
    if (end < 1) throw new UsageError(`--param takes NAME=VALUE, not "${text}".`);
    return [text.slice(0, end), text.slice(end + 1)];
  });
  return given.length === 0 ? {} : { parameters: Object.fromEntries(given) };
}

function tellPlan(plan: PortPushPlan, terminal: Terminal): void {
  const { file, method, isExperimental, versionBefore, checks, will, parameters } = plan;
  terminal.note(`${file.name}, ${sizeText(file.sizeBytes)}, SHA-256 ${file.sha256}`);
  if (versionBefore !== undefined) terminal.note(`The device runs ${versionBefore}.`);
  terminal.note(
    `By ${method}.${isExperimental ? ' EXPERIMENTAL: this way was never seen on hardware.' : ''}`,
  );
  for (const { name, title, value, isGiven } of parameters) {
    terminal.note(`  ${name}=${value}${isGiven ? '' : ' (as the profile says)'}: ${title}`);
  }
  for (const sentence of will) terminal.note(`  - ${sentence}`);
  for (const { level, sentence } of checks) {
    if (level !== 'ok') terminal.note(`${level === 'blocks' ? 'Stop' : 'Careful'}: ${sentence}`);
  }
}

async function isConfirmed(args: Arguments, { confirmWith }: PortPushPlan): Promise<boolean> {
  if (args.has('yes')) return true;
  if (!canAsk()) throw new UsageError('nothing was sent. Add --yes to do it.');
  return (await askWord(`Type ${confirmWith} to send it: `)) === confirmWith;
}
