import { expect } from 'vitest';
import { nextTry } from '../../shared/ocpp/nextTry.ts';
import { SUBPROTOCOLS } from '../../shared/ocpp/version.ts';
import { RawStation } from '../core/central/rawStation.ts';
import type { TestCore } from '../core/central/testCore.ts';
import type { NextTryRow } from './nextTryRow.ts';

/** Sends the command to a station that behaves as the row says, over a real socket, and looks at what is offered. */
export async function runNextTryRow(core: TestCore, row: NextTryRow): Promise<void> {
  const { version, action, payload, answer } = row;
  const station = await RawStation.connect(`${core.url}/CP-1`, [SUBPROTOCOLS[version]]);
  await core.station(
    ({ id, connected, version: spoken }) => id === 'CP-1' && connected && spoken === version,
  );
  const calling = core.central.call('CP-1', action, JSON.stringify(payload), {
    sendAnyway: true,
    timeoutMs: answer === undefined ? 100 : 10_000,
  });
  const [, id] = await station.nextFrame();
  if (answer !== undefined) station.send([answer[0], id, ...answer.slice(1)]);
  const outcome = await calling;
  const tries = nextTry({ version, action, payload, outcome });
  station.socket.terminate();
  expect(tries.flatMap((one) => (one.payload === undefined ? [] : [one.payload]))).toEqual(row.offers);
  const words = tries.map(({ label, why }) => `${label} ${why}`).join(' ');
  if (row.says === undefined) expect(words).toBe('');
  else expect(words).toContain(row.says);
}
