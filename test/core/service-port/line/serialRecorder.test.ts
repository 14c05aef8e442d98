import { describe, expect, it } from 'vitest';
import { SerialRecorder } from '../../../../electron/core/service-port/line/serialRecorder.ts';
import { readSerialPayload } from '../../../../shared/service-port/serialPayload.ts';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';

function start(pauseMs = 50): { recorder: MemoryRecorder; serial: SerialRecorder } {
  const recorder = new MemoryRecorder();
  const serial = new SerialRecorder({
    recorder,
    path: '/dev/ttyUSB0',
    stationId: () => 'cable:ttyUSB0',
    line: () => DEFAULT_LINE,
    pauseMs,
  });
  return { recorder, serial };
}

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

function whole(recorder: MemoryRecorder): string {
  return Buffer.concat(recorder.records.map(({ raw }) => Buffer.from(raw))).toString('latin1');
}

describe('SerialRecorder', () => {
  it('makes one record of what came in one direction, with how it came', () => {
    const { recorder, serial } = start();
    serial.take('in', bytes('Boot'), 1000);
    serial.take('in', bytes('ing…\r\n'), 1010.5);
    serial.flush();
    expect(recorder.records).toMatchObject([
      { kind: 'serial', direction: 'in', stationId: 'cable:ttyUSB0', raw: 'Booting…\r\n', issues: [] },
    ]);
    expect(readSerialPayload(recorder.records[0]?.payload)).toEqual({
      port: '/dev/ttyUSB0',
      line: { baud: 115_200, format: '8N1' },
      firstMonoMs: 1000,
      lastMonoMs: 1010.5,
      chunks: [
        [0, 1000],
        [4, 1010.5],
      ],
    });
  });

  it('begins another record with the other direction and after a pause', () => {
    const { recorder, serial } = start();
    serial.take('out', bytes('$GV^35\r'), 0);
    serial.take('in', bytes('$OK'), 10);
    serial.take('in', bytes(' 8.2.3'), 30);
    serial.take('in', bytes('later'), 90);
    serial.flush();
    expect(recorder.records.map(({ direction, raw }) => [direction, raw])).toEqual([
      ['out', '$GV^35\r'],
      ['in', '$OK 8.2.3'],
      ['in', 'later'],
    ]);
  });

  it('ends a record by itself when nothing more comes', async () => {
    const { recorder, serial } = start(5);
    serial.take('in', bytes('login: '), performance.now());
    const record = await recorder.find(({ kind }) => kind === 'serial');
    expect(record.raw).toBe('login: ');
  });

  it('keeps bytes that are no text as bytes, and colours of a console as text', () => {
    const { recorder, serial } = start();
    serial.take('in', Uint8Array.of(0x01, 0x03, 0x02, 0x00, 0xff), 0);
    serial.take('out', Uint8Array.of(0x06), 1);
    serial.take('in', bytes('\u001B[32mok\u001B[0m\r\n'), 2);
    serial.flush();
    expect(recorder.records.map(({ raw }) => raw)).toEqual([
      Buffer.of(0x01, 0x03, 0x02, 0x00, 0xff),
      Buffer.of(0x06),
      '\u001B[32mok\u001B[0m\r\n',
    ]);
  });

  it('cuts a flood at line ends, and 10 MB without one within no character; no byte is lost', () => {
    const { recorder, serial } = start();
    const lines = Buffer.from(Array.from({ length: 2000 }, (_, line) => `line ${line}\n`).join(''));
    serial.take('in', lines, 0);
    serial.flush();
    expect(whole(recorder)).toBe(lines.toString('latin1'));
    expect(recorder.records.every(({ raw }) => typeof raw === 'string' && raw.endsWith('\n'))).toBe(true);

    const flood = start();
    const endless = bytes('→x'.repeat(2_500_000));
    for (let at = 0; at < endless.length; at += 65_536) {
      flood.serial.take('in', endless.subarray(at, at + 65_536), 0);
    }
    flood.serial.flush();
    expect(flood.recorder.records.every(({ raw }) => typeof raw === 'string' && raw.length <= 4096)).toBe(
      true,
    );
    expect(flood.recorder.records.map(({ raw }) => raw).join('')).toBe(endless.toString('utf8'));
  });

  it('knows of every byte when it came, also where they come one by one', () => {
    const { recorder, serial } = start();
    const text = 'line of a slow device\r\n'.repeat(60);
    Array.from(text).forEach((char, at) => serial.take('in', bytes(char), at * 10));
    serial.flush();
    expect(whole(recorder)).toBe(text);
    expect(recorder.records.slice(0, -1).every(({ raw }) => String(raw).endsWith('\n'))).toBe(true);
    const times = recorder.records.flatMap(({ payload }) =>
      (readSerialPayload(payload)?.chunks ?? []).map(([, monoMs]) => monoMs),
    );
    expect(times).toEqual(Array.from(text, (_, at) => at * 10));
    Array.from(bytes(`a${'é'.repeat(200)}`)).forEach((byte, at) =>
      serial.take('in', Uint8Array.of(byte), 20_000 + at),
    );
    serial.flush();
    expect(recorder.records.slice(-2).map(({ raw }) => raw)).toEqual([`a${'é'.repeat(127)}`, 'é'.repeat(73)]);
  });

  it('makes a record of each second of a device that prints slowly without a pause', () => {
    const { recorder, serial } = start();
    for (let ms = 0; ms < 5000; ms += 40) serial.take('in', bytes('meter 230 V\r\nme'), ms);
    serial.flush();
    const spans = recorder.records.map(({ payload }) => {
      const { firstMonoMs = 0, lastMonoMs = 0 } = readSerialPayload(payload) ?? {};
      return lastMonoMs - firstMonoMs;
    });
    expect(spans.length).toBe(6);
    expect(Math.max(...spans)).toBeLessThan(1100);
    expect(whole(recorder)).toBe('meter 230 V\r\nme'.repeat(125));
  });

  it('gives bytes whose meaning was told a record of their own', () => {
    const { recorder, serial } = start();
    serial.take('in', bytes('noise$OK 01^12\r$AN'), 5);
    serial.tell('in', 10, { action: 'GS', meaning: 'state: not connected' }, 3);
    serial.take('in', bytes(' 1^0D\r'), 9);
    serial.tell('in', 9, { action: 'AN', meaning: 'button', isProblem: true });
    expect(
      recorder.records.map(({ raw, action, payload }) => [raw, action, readSerialPayload(payload)?.meaning]),
    ).toEqual([
      ['noise', undefined, undefined],
      ['$OK 01^12\r', 'GS', 'state: not connected'],
      ['$AN 1^0D\r', 'AN', 'button'],
    ]);
    expect(readSerialPayload(recorder.records[2]?.payload)).toMatchObject({
      isProblem: true,
      firstMonoMs: 5,
      lastMonoMs: 9,
      chunks: [
        [0, 5],
        [3, 9],
      ],
    });
  });

  it('says nothing twice: a meaning that comes too late changes no record', () => {
    const { recorder, serial } = start();
    serial.take('out', bytes('A'), 0);
    serial.take('in', bytes('B'), 1);
    serial.tell('out', 1, { meaning: 'late' });
    serial.flush();
    expect(recorder.records.map(({ raw }) => raw)).toEqual(['A', 'B']);
  });

  it('carries the ranges of secrets over cuts', () => {
    const { recorder, serial } = start();
    serial.take('in', bytes('x'.repeat(4090)), 0);
    serial.take('in', bytes('password: hidden'), 0, [[10, 6]]);
    serial.flush();
    const secrets = recorder.records.flatMap(({ raw, payload }) =>
      (readSerialPayload(payload)?.secrets ?? []).map(([offset, length]) =>
        Buffer.from(raw)
          .subarray(offset, offset + length)
          .toString(),
      ),
    );
    expect(secrets.join('')).toBe('hidden');
  });

  it('makes one range of a secret whose first piece was not known to be one, as far as it is not in a record yet', () => {
    const { recorder, serial } = start();
    serial.take('in', bytes('key: hun'), 0);
    serial.take('in', bytes('ter2, hun'), 1, [[-3, 7]]);
    serial.take('out', bytes('x'), 2);
    serial.take('in', bytes('ter2'), 3, [[-3, 7]]);
    serial.flush();
    expect(recorder.records.map(({ payload }) => readSerialPayload(payload)?.secrets)).toEqual([
      [[5, 7]],
      undefined,
      [[0, 4]],
    ]);
  });
});
