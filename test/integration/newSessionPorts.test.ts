import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FoundRecord } from '../../electron/core/index.ts';
import { openSessionForReading } from '../../electron/core/trace/file/sessionReader.ts';
import type { ContractClient } from '../../shared/contract/client.ts';
import { readSerialPayload, type SerialPayload } from '../../shared/service-port/serialPayload.ts';
import { startCableDevice, type CableDevice } from '../core/service-port/session/cableDevice.ts';
import { notes, recordsIn, startWithFolder, type Started } from './sessionFiles.ts';

async function start(): Promise<Started & { device: CableDevice }> {
  const device = await startCableDevice();
  const started = await startWithFolder();
  onTestFinished(() => device.close());
  return { ...started, device };
}

/** The bytes of a direction that the console of the screens got, each once. */
function followed(client: ContractClient, path: string): () => Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  const take = ({ chunks }: { chunks: Array<{ direction: string; offset: number; data: string }> }): void => {
    for (const { direction, offset, data } of chunks) {
      if (direction !== 'in') continue;
      const bytes = Buffer.from(data, 'base64');
      expect(offset).toBeLessThanOrEqual(length);
      pieces.push(bytes.subarray(length - offset));
      length = Math.max(length, offset + bytes.length);
    }
  };
  client.subscribe('portConsole', { path }, { snapshot: take, change: take, ended: () => undefined });
  return () => Buffer.concat(pieces);
}

interface SerialRecord extends FoundRecord {
  beside: SerialPayload;
}

/** What a file really has: `raw` of a found record is text where it can be. */
function serialIn(path: string): SerialRecord[] {
  const session = openSessionForReading(path);
  const payloads = new Map(
    session.database
      .prepare(`SELECT seq, payload FROM record WHERE kind = 'serial'`)
      .all()
      .map(({ seq, payload }) => [Number(seq), String(payload)]),
  );
  session.close();
  return recordsIn(path).flatMap((record) => {
    const beside = readSerialPayload(payloads.get(record.seq));
    return beside === undefined ? [] : [{ ...record, beside }];
  });
}

const bytesOf = (records: readonly SerialRecord[], direction: 'in' | 'out'): Buffer =>
  Buffer.concat(
    records.flatMap((record) =>
      record.direction === direction
        ? [Buffer.from(record.raw, record.rawEncoding === 'text' ? 'utf8' : 'base64')]
        : [],
    ),
  );

describe('another session while a port is open', () => {
  it('has every byte in exactly one of the files, in order and by one clock, while the device goes on talking', async () => {
    const { core, client, first, device } = await start();
    await client.call('port.open', { path: device.path });
    const shown = followed(client, device.path);
    const said: Buffer[] = [];
    const typed: string[] = [];
    const enough = new AbortController();
    const talking = (async () => {
      for (let n = 0; !enough.signal.aborted; n += 1) {
        const bytes = Buffer.concat([Buffer.from(`line ${n} grün `), Buffer.of(0, n & 0xff, 0xff, 0x0a)]);
        said.push(bytes);
        await device.write(bytes);
        await nextTurn();
      }
    })();
    const paths = [first];
    for (let change = 0; change < 3; change += 1) {
      while (shown().length < (change + 1) * 1500) await nextTurn();
      typed.push(`out ${change}\r`);
      await client.call('port.send', { path: device.path, text: `out ${change}`, eol: 'cr' });
      paths.push((await client.call('session.begin', { title: `Visit ${change}` })).path);
    }
    enough.abort();
    await talking;
    const all = Buffer.concat(said);
    while (shown().length < all.length) await nextTurn();
    expect(shown().equals(all)).toBe(true);
    await core.close();

    const files = paths.map(serialIn);
    expect(bytesOf(files.flat(), 'in').equals(all)).toBe(true);
    expect(bytesOf(files.flat(), 'out').toString()).toBe(typed.join(''));
    const clock = files.flat().flatMap(({ beside }) => [beside.firstMonoMs, beside.lastMonoMs]);
    expect(clock).toEqual(clock.toSorted((a, b) => a - b));
    for (const records of files) expect(records.length).toBeGreaterThan(0);
  });

  it('ends in the file that is left with what came before, and begins in the next with what is open', async () => {
    const { core, client, first, device } = await start();
    await client.call('port.open', { path: device.path });
    const shown = followed(client, device.path);
    await device.write('before');
    while (shown().length < 'before'.length) await nextTurn();
    // Not one turn for a pause to end the record: it is cut by the change alone.
    const { path } = await client.call('session.begin', { title: 'Second' });
    await device.write('after');
    while (shown().length < 'beforeafter'.length) await nextTurn();
    await core.close();
    expect(serialIn(first).map(({ raw }) => raw)).toEqual(['before']);
    expect(serialIn(path).map(({ raw }) => raw)).toEqual(['after']);
    expect(notes(recordsIn(first)).slice(-2)).toEqual([
      expect.stringMatching(/^Service port tcp:.* stays open; what it says goes on in “.+”\.$/),
      expect.stringMatching(/^The session ends here/),
    ]);
    const after = recordsIn(path);
    expect(notes(after).slice(0, 2)).toEqual([
      expect.stringMatching(/^The session begins here/),
      expect.stringMatching(/^Service port tcp:.* is open already: 115200 8N1, plain console\.$/),
    ]);
    const entry = after.find(({ kind }) => kind === 'serial');
    expect(entry?.at).toBeGreaterThanOrEqual(after[0]?.at ?? Infinity);
  });
});
