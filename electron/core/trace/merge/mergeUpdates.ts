import type { DatabaseSync } from 'node:sqlite';
import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { renumberedTransfer } from '../store/renumberedTransfer.ts';
import { readUpdates } from '../store/updateStore.ts';
import type { MergePart } from './mergeParts.ts';

/** The firmware that was pushed in all parts, with the numbers that its records have in the merged file. */
export function mergeUpdates(parts: readonly MergePart[], into: DatabaseSync): void {
  const insert = into.prepare('INSERT OR REPLACE INTO firmware_update (id, json) VALUES (?, ?)');
  for (const { session, offsetMs, numbers } of parts) {
    const of = (seq: number | undefined): number | undefined => {
      const moved = seq === undefined ? 0 : (numbers[seq] ?? 0);
      return moved === 0 ? undefined : moved;
    };
    for (const update of readUpdates(session.database)) {
      const moved = renumberedTransfer(movedUpdate(update, offsetMs), of);
      insert.run(update.id, JSON.stringify(moved));
    }
  }
}

/** What was ordered for a time (`retrieveAt`, `installAt`) was said to the station and stays as it was said. */
const MOMENTS = [
  'startedAt',
  'answeredAt',
  'endedAt',
  'connectedAt',
  'completeAt',
  'leftAt',
  'bootedAt',
] as const satisfies ReadonlyArray<keyof FirmwareUpdate>;

function movedUpdate(update: FirmwareUpdate, offsetMs: number): FirmwareUpdate {
  const { status } = update;
  const moments = MOMENTS.flatMap((name) => {
    const at = update[name];
    return at === undefined ? [] : [[name, at + offsetMs] as const];
  });
  return {
    ...update,
    ...Object.fromEntries(moments),
    queuedAt: update.queuedAt + offsetMs,
    movedAt: update.movedAt + offsetMs,
    ...(status === undefined ? {} : { status: { ...status, at: status.at + offsetMs } }),
    connections: update.connections.map(({ at, endedAt, ...one }) => ({
      ...one,
      at: at + offsetMs,
      ...(endedAt === undefined ? {} : { endedAt: endedAt + offsetMs }),
    })),
    steps: update.steps.map((step) => ({ ...step, at: step.at + offsetMs })),
  };
}
