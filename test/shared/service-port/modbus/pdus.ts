import fc from 'fast-check';
import { encodeAnswer } from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import { encodeRequest, type ModbusRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';

const address = fc.integer({ min: 0, max: 60_000 });
const register = fc.integer({ min: 0, max: 0xffff });

/** Any request that the standard allows; short ones, so that properties run fast. */
export const request: fc.Arbitrary<ModbusRequest> = fc.oneof(
  fc.record({
    functionCode: fc.constantFrom(1 as const, 2 as const),
    address,
    count: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({
    functionCode: fc.constantFrom(3 as const, 4 as const),
    address,
    count: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({ functionCode: fc.constant(5 as const), address, isOn: fc.boolean() }),
  fc.record({ functionCode: fc.constant(6 as const), address, value: register }),
  fc.record({
    functionCode: fc.constant(15 as const),
    address,
    bits: fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
  }),
  fc.record({
    functionCode: fc.constant(16 as const),
    address,
    registers: fc.array(register, { minLength: 1, maxLength: 12 }),
  }),
);

export const requestPdu = request.map(encodeRequest);

/** An answer to any request, exceptions too. */
export const answerPdu: fc.Arbitrary<Uint8Array> = fc
  .tuple(request, fc.integer({ min: 1, max: 11 }), fc.boolean(), fc.infiniteStream(register))
  .map(([request, code, isException, values]) => {
    if (isException) return encodeAnswer(request, { kind: 'exception', code });
    if (request.functionCode > 4) return encodeAnswer(request, { kind: 'done' });
    const count = 'count' in request ? request.count : 0;
    const registers = Array.from({ length: count }, () => Number(values.next().value));
    return request.functionCode <= 2
      ? encodeAnswer(request, { kind: 'bits', bits: registers.map((register) => register % 2 === 1) })
      : encodeAnswer(request, { kind: 'registers', registers });
  });
