import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { FindingLog } from '../../electron/core/central/watch/findingLog.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startTestCore, type TestCore } from '../core/central/testCore.ts';
import { ROWS } from './section2Proposals.ts';

let core: TestCore;

afterEach(() => core.close());

/** A masked text frame with bit RSV1 set, whose payload is no deflate stream (RFC 7692 §7.2). */
const BROKEN_FRAME = Buffer.from([0xc1, 0x84, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);

it.each(ROWS)('$row: $title', async ({ offersCompression, goesOn, finding }) => {
  const findings = new FindingLog();
  core = await startTestCore({ findings });
  const options = { perMessageDeflate: offersCompression };
  const station = await RawStation.connect(`${core.url}/CP-1`, ['ocpp2.0.1'], options);
  expect(station.socket.extensions.includes('permessage-deflate')).toBe(offersCompression);
  await station.ask('Heartbeat', {});
  const closed = once(station.socket, 'close');
  if ('closes' in goesOn) station.socket.close(goesOn.closes);
  else (Reflect.get(station.socket, '_socket') as Socket).write(BROKEN_FRAME);
  await closed;
  await core.station(({ connected }) => !connected);
  const found = findings.list().map(({ code, proposal, proof }) => [code, proposal?.change, proof.length]);
  expect(found).toEqual(finding === undefined ? [] : [[finding.code, finding.change, 1]]);
  const malformed = core.recorder.records.filter(({ kind }) => kind === 'malformed');
  const codes = malformed.flatMap(({ issues }) => issues.map(({ code }) => code));
  expect(codes).toEqual('closes' in goesOn ? [] : ['compression-broken']);
});
