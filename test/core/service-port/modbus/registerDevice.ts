import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  createFraming,
  type FramingName,
} from '../../../../electron/core/service-port/drivers/modbus/framing.ts';
import { encodeAnswer, type ModbusAnswer } from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import { decodeRequest, type ModbusRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';

/** Values by function of reading and address: `3 257`. Bits are 0 and 1. */
export type RegisterValues = Map<string, number>;

export interface RegisterDevice {
  path: string;
  /** What it was asked, and what it refused. */
  asked: ModbusRequest[];
  refused: ModbusRequest[];
}

/** A device that serves the registers that it has and refuses all others, whole requests at a time. Only writable ones take values. */
export async function registerDevice(
  values: RegisterValues,
  { unit, framing }: { unit: number; framing: FramingName },
): Promise<RegisterDevice> {
  const asked: ModbusRequest[] = [];
  const refused: ModbusRequest[] = [];
  const server = createServer((socket) => {
    const { receiver, encode } = createFraming(framing);
    socket.setNoDelay(true).on('error', () => undefined);
    socket.on('data', (bytes) => {
      for (const piece of [...receiver.push(bytes), ...receiver.silence()]) {
        const request = piece.kind === 'frame' && piece.unit === unit ? decodeRequest(piece.pdu) : undefined;
        if (request === undefined) continue;
        asked.push(request);
        const answer = answerOf(request, values);
        if (answer.kind === 'exception') refused.push(request);
        socket.write(encode(unit, encodeAnswer(request, answer)));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await once(server, 'close');
  });
  return { path: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, refused };
}

function answerOf(request: ModbusRequest, values: RegisterValues): ModbusAnswer {
  switch (request.functionCode) {
    case 1:
    case 2:
    case 3:
    case 4: {
      const found = Array.from({ length: request.count }, (_, index) =>
        values.get(`${request.functionCode} ${request.address + index}`),
      );
      const registers = found.filter((value) => value !== undefined);
      if (registers.length < found.length) return { kind: 'exception', code: 2 };
      return request.functionCode <= 2
        ? { kind: 'bits', bits: registers.map((value) => value !== 0) }
        : { kind: 'registers', registers };
    }
    case 5:
      return write(values, 1, request.address, [request.isOn ? 1 : 0]);
    case 15:
      return write(values, 1, request.address, request.bits.map(Number));
    case 6:
      return write(values, 3, request.address, [request.value]);
    default:
      return write(values, 3, request.address, request.registers);
  }
}

function write(
  values: RegisterValues,
  table: 1 | 3,
  address: number,
  wanted: readonly number[],
): ModbusAnswer {
  for (const [index, value] of wanted.entries()) values.set(`${table} ${address + index}`, value);
  return { kind: 'done' };
}
