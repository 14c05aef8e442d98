import type { Params, Result } from '../../../shared/contract/methods.ts';
import { EXIT, type Command } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import { detectLine } from '../serial/detectLine.ts';
import { PORT_FLAGS } from '../serial/portFlags.ts';
import { portJson } from '../serial/portJson.ts';
import type { OpenPort } from '../serial/openPort.ts';
import { withPort } from '../serial/withPort.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

type Profile = Result<'portProfiles.list'>['profiles'][number];

export const serialIdentify: Command = {
  positionals: [],
  flags: {
    ...PORT_FLAGS,
    'listen-only': { about: 'Without a profile: only listen for the rate, and send nothing.' },
    scan: {
      value: 'FROM-TO',
      about: 'Ask which units of the bus answer, such as 1-32, by a request that only reads.',
    },
  },
  about:
    'Says who is at the other end: vendor, model, serial number and firmware, how sure that is, and where what Kerbside knows of it comes from. ' +
    'Without --profile it listens at the rates of all profiles, then sends Return for a prompt, then requests that only read. Exit 0 identified, 4 nobody known answers, 5 the port cannot be opened.',
  examples: [
    'serial identify --port /dev/ttyUSB0',
    'serial identify --port COM3 --profile heidelberg-energy-control --unit 1 --json',
    'serial identify --port /dev/ttyUSB0 --profile heidelberg-energy-control --scan 1-16',
  ],
  run(args, terminal) {
    const range = scanRange(args.text('scan'));
    return withPort(args, terminal, async (port) => {
      if (range !== undefined) return scan(port, range, terminal, args.has('json'));
      const mayAsk = !args.has('listen-only');
      const profileId = port.state.profileId ?? (await found(port, { mayAsk, terminal }));
      if (profileId === undefined) {
        if (args.has('json')) await terminal.print(portJson({ path: port.path, identity: null }));
        return EXIT.timedOut;
      }
      return tell(port, profileId, terminal, args.has('json'));
    });
  },
};

/** The profile that the search brought, with which the port is then open; nothing where none did. */
async function found(
  port: OpenPort,
  how: { mayAsk: boolean; terminal: Terminal },
): Promise<string | undefined> {
  const { client, path } = port;
  const { best, sentence } = await detectLine(port, how);
  how.terminal.note(sentence);
  if (best?.profileId === undefined) {
    const rate = best === undefined ? '' : ` --baud ${best.baud} --format ${best.format}`;
    how.terminal.note(
      `Which profile fits is not told by that: name one with --profile (\`kerbside serial profiles\` lists them), or look with \`kerbside serial console --port ${path}${rate}\`.`,
    );
    return undefined;
  }
  const { profileId, baud, format, unit } = best;
  const wish = { path, profileId, line: { baud, format }, ...(unit === undefined ? {} : { unit }) };
  await client.call('port.open', wish, { timeoutMs: 0 });
  return profileId;
}

async function tell(
  { client, path }: OpenPort,
  profileId: string,
  terminal: Terminal,
  isJson: boolean,
): Promise<number> {
  const identity = await client.call('port.identify', { path }, { timeoutMs: 0 });
  const { profiles } = await client.call('portProfiles.list', {});
  const profile = profiles.find(({ id }) => id === profileId);
  if (isJson) {
    const { evidence } = profile ?? {};
    await terminal.print(portJson({ path, profileId, evidence, identity }));
  } else {
    await show(identity, profile, terminal);
  }
  return identity.confidence === 'unknown' ? EXIT.timedOut : EXIT.done;
}

async function show(
  identity: Result<'port.identify'>,
  profile: Profile | undefined,
  terminal: Terminal,
): Promise<void> {
  const rows = [
    ['Vendor', identity.vendor],
    ['Model', identity.model],
    ['Serial number', identity.serialNumber],
    ['Firmware', identity.firmwareVersion],
    ...identity.facts.map(({ name, value }) => [name, value]),
    ['How sure', identity.confidence],
    ['Profile', profile === undefined ? undefined : `${profile.name} (${profile.id})`],
    [
      'Known from',
      profile === undefined ? undefined : `${profile.evidence.level}: ${profile.evidence.source}`,
    ],
  ].filter(([, value]) => value !== undefined);
  const width = Math.max(...rows.map(([name = '']) => name.length));
  for (const [name = '', value = ''] of rows) {
    await terminal.print(`${name.padEnd(width)}  ${oneLine(value)}`);
  }
  terminal.note(oneLine(identity.sentence));
  if (profile?.evidence.note !== undefined) terminal.note(profile.evidence.note);
}

async function scan(
  { client, path }: OpenPort,
  range: Pick<Params<'port.scanUnits'>, 'from' | 'to'>,
  terminal: Terminal,
  isJson: boolean,
): Promise<number> {
  const units = await client.call('port.scanUnits', { path, ...range }, { timeoutMs: 0 });
  if (isJson) await terminal.print(JSON.stringify(units));
  else {
    const rows = units.map(({ unit, sentence }) => [String(unit), oneLine(sentence)]);
    if (rows.length > 0) for (const line of table(['UNIT', ''], rows)) await terminal.print(line);
    if (rows.length === 0) terminal.note(`No unit from ${range.from} to ${range.to} answered.`);
  }
  return units.length > 0 ? EXIT.done : EXIT.timedOut;
}

function scanRange(text: string | undefined): { from: number; to: number } | undefined {
  if (text === undefined) return undefined;
  const [, first, last] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last ?? first)];
  if (from >= 1 && to <= 247 && from <= to) return { from, to };
  throw new UsageError(`--scan takes units from 1 to 247, such as 1-32, not "${text}".`);
}
