import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Snapshot } from '../../../shared/configuration/snapshot.ts';
import { EXIT, type Command } from '../command.ts';
import { chosenSnapshot } from '../configuration/chosenSnapshot.ts';
import { followRuns, runsExit, showRuns } from '../configuration/followRuns.ts';
import { isConfirmed, showPreview } from '../configuration/previewChanges.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { UsageError } from '../usageError.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configUndo: Command = {
  positionals: ['STATION', '[SNAPSHOT]'],
  flags: { yes: { about: 'Send the changes without asking.' } },
  about:
    'Brings a charger back to a snapshot, to the byte: reads it anew and sends what differs. Without SNAPSHOT to the one before the last changes; ' +
    '`first` is how the charger was found. Exit 3 where something cannot be brought back or was refused, 4 without an answer, 5 not connected.',
  examples: ['config undo CP-0042', 'config undo CP-0042 first --yes'],
  async run(args, terminal) {
    const stationId = args.at(0);
    return withCore(args, async (client) => {
      if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      const snapshot = await wantedSnapshot(client, stationId, args.optionalAt(1));
      try {
        const plan = await client.call('snapshot.undoPlan', { id: snapshot.id }, { timeoutMs: 0 });
        const preview = { stationId, ...plan };
        await showPreview(client, [preview], terminal);
        const left = await leftExit(client, snapshot, plan.cannot);
        if (plan.changes.length === 0) {
          terminal.note(
            `${stationId} has all values of the snapshot that can be brought back; nothing was sent.`,
          );
          if (args.has('json')) await terminal.print(JSON.stringify({ snapshotId: snapshot.id, ...plan }));
          return left;
        }
        if (!(await isConfirmed(args, [preview]))) return EXIT.refused;
        const name = snapshot.name ?? new Date(snapshot.at).toISOString();
        const begun = await client.call('configuration.change', {
          stationId,
          changes: plan.changes,
          origin: 'undo',
          name,
          isConfirmed: true,
        });
        const runs = await followRuns(client, [begun], terminal);
        const [run] = runs;
        if (args.has('json')) await terminal.print(JSON.stringify({ snapshotId: snapshot.id, ...plan, run }));
        else await showRuns(runs, terminal);
        return Math.max(runsExit(runs), left);
      } catch (error) {
        return stationFailureExit(error, terminal);
      }
    });
  },
};

/** Clocks and counters differ by themselves: only what was written since the snapshot and cannot be brought back counts. */
async function leftExit(
  client: ContractClient,
  { owner: { stationId }, at }: Snapshot,
  cannot: ReadonlyArray<{ address: string }>,
): Promise<number> {
  const runs = await client.call('changeRuns.list', { stationId });
  const steps = runs
    .flatMap((run) => run.steps)
    .filter((step) => (step.at ?? 0) >= at && step.state !== 'refused');
  const written = new Set(steps.map(({ address }) => address));
  return cannot.some(({ address }) => written.has(address)) ? EXIT.refused : EXIT.done;
}

async function wantedSnapshot(
  client: ContractClient,
  stationId: string,
  typed: string | undefined,
): Promise<Snapshot> {
  const all = await client.call('snapshots.list', { stationId });
  if (typed === undefined) {
    const runs = await client.call('changeRuns.list', { stationId });
    const id = runs.findLast(
      ({ origin, snapshotId }) => origin !== 'undo' && snapshotId !== undefined,
    )?.snapshotId;
    const found = all.find((snapshot) => snapshot.id === id);
    if (found !== undefined) return found;
    throw new UsageError(`nothing was changed on ${stationId} in this session, so there is nothing to undo.`);
  }
  const found = typed === 'first' ? all[0] : chosenSnapshot(all, typed);
  if (found !== undefined) return found;
  throw new UsageError(
    `${stationId} has no snapshot ${typed}; \`kerbside config snapshots ${stationId}\` lists them.`,
  );
}
