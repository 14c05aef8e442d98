import { readFileSync } from 'node:fs';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Params } from '../../../shared/contract/methods.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { nearestName } from '../nearestName.ts';
import { faultOf } from '../policy/faultOf.ts';
import { policyChange } from '../policy/policyChange.ts';
import { POLICY_FLAGS } from '../policy/policyFlags.ts';
import { policyLines } from '../policy/policyText.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

/** The STATION that means all of them. */
const ALL = 'default';

export const policy: Command = {
  positionals: ['STATION'],
  flags: POLICY_FLAGS,
  about:
    'Shows and sets what Kerbside answers to a charger as its central system, at once and also before it connects. ' +
    'STATION may be `default`: what holds for all chargers that have no setting of their own. ' +
    'A fault is a wrong answer on purpose; the trace says so, and it is gone when Kerbside ends.',
  examples: [
    'policy CP-0042',
    'policy CP-0042 --boot pending --interval 60',
    'policy default --tags list --tag 04AB12CD=Accepted --tag 04FF=Blocked',
    'policy CP-0042 --fault Heartbeat --no-answer --next 3',
    'policy CP-0042 --fault any --error InternalError',
    'policy CP-0042 --clear',
  ],
  async run(args, terminal) {
    const stationId = args.at(0) === ALL ? undefined : args.at(0);
    const subject = stationId === undefined ? {} : { stationId };
    return withCore(args, async (client) => {
      const version = await versionOf(client, stationId, terminal);
      // All words are understood before anything is changed.
      const fault = faultOf(args, version);
      const file = fileOf(args);
      const before = await client.call('policy.get', subject);
      policyChange(args, { version, ...before });
      if (file !== undefined) await change(client, { ...subject, policy: file, mode: 'replace' }, terminal);
      const now = file === undefined ? before : await client.call('policy.get', subject);
      const patch = policyChange(args, { version, ...now });
      if (Object.keys(patch).length > 0) await change(client, { ...subject, policy: patch }, terminal);
      if (args.has('clear')) await client.call('policy.clearFaults', subject);
      if (fault !== undefined) await client.call('policy.addFault', { ...subject, fault });
      await show(client, subject, args, terminal);
      return EXIT.done;
    });
  },
};

type Subject = { stationId?: string };

/** Nothing for all stations, and for one that never connected: its policy waits for it. */
async function versionOf(
  client: ContractClient,
  stationId: string | undefined,
  terminal: Terminal,
): Promise<OcppVersion | undefined> {
  if (stationId === undefined) return undefined;
  const stations = await client.call('stations.list', {});
  const station = stations.find(({ id }) => id === stationId);
  if (station === undefined) {
    const nearest = nearestName(stationId, [ALL, ...stations.map(({ id }) => id)]);
    const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    terminal.note(`kerbside: no charger ${stationId} has connected yet; what is set waits for it.${guess}`);
  }
  return station?.version;
}

/** The document that `--file` or `--reset` begins with. */
function fileOf(args: Arguments): JsonObject | undefined {
  const path = args.text('file');
  if (path === undefined) return args.has('reset') ? {} : undefined;
  if (args.has('reset')) throw new UsageError('--file and --reset exclude each other.');
  let document: Json;
  try {
    document = JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof SyntaxError) throw new UsageError(`${path} is not JSON: ${detail}.`);
    throw new ContractError('io', `${path} cannot be read: ${detail}.`, { cause: error });
  }
  if (isJsonObject(document)) return document;
  throw new UsageError(`${path} holds no policy: it has to be a JSON object ({ … }).`);
}

/** What the core says of a policy is about the words that were typed, or about the file. */
async function change(
  client: ContractClient,
  params: Params<'policy.set'>,
  terminal: Terminal,
): Promise<void> {
  try {
    const { asked } = await client.call('policy.set', params);
    for (const id of asked) terminal.note(`${id} waited as Pending and was asked to boot again.`);
  } catch (error) {
    if (!(error instanceof ContractError) || error.code !== 'invalid-params') throw error;
    throw new UsageError([error.message, error.hint].filter(Boolean).join(' '));
  }
}

async function show(
  client: ContractClient,
  subject: Subject,
  args: Arguments,
  terminal: Terminal,
): Promise<void> {
  const { policy: own, effective, faults } = await client.call('policy.get', subject);
  const seen = await client.call('policy.seenTags', subject);
  // They meet this station, too.
  const faultsOfAll = subject.stationId === undefined ? [] : (await client.call('policy.get', {})).faults;
  if (args.has('json')) {
    const iso = (at: number): string => new Date(at).toISOString();
    const seenTags = seen.map(({ firstAt, lastAt, ...tag }) => ({
      ...tag,
      firstAt: iso(firstAt),
      lastAt: iso(lastAt),
    }));
    const station = args.at(0);
    await terminal.print(JSON.stringify({ station, policy: own, effective, faults, faultsOfAll, seenTags }));
    return;
  }
  for (const line of policyLines(effective, { faults, faultsOfAll, seen })) await terminal.print(line);
}
