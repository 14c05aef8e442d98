import { encodeAscii } from '../../../../../shared/service-port/modbus/asciiFrame.ts';
import { AsciiReceiver } from '../../../../../shared/service-port/modbus/asciiReceiver.ts';
import type { ModbusReceiver } from '../../../../../shared/service-port/modbus/modbusFrame.ts';
import { encodeRtu } from '../../../../../shared/service-port/modbus/rtuFrame.ts';
import { RtuReceiver } from '../../../../../shared/service-port/modbus/rtuReceiver.ts';
import { encodeTcp } from '../../../../../shared/service-port/modbus/tcpFrame.ts';
import { TcpReceiver } from '../../../../../shared/service-port/modbus/tcpReceiver.ts';
import { assertNever } from '../../../../../shared/assertNever.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';

export type FramingName = ModbusProfile['line']['framings'][number];

/** How requests become bytes, and bytes frames. */
export interface Framing {
  name: FramingName;
  encode: (unit: number, pdu: Uint8Array) => Uint8Array;
  receiver: ModbusReceiver;
}

export function createFraming(name: FramingName): Framing {
  switch (name) {
    case 'rtu':
      return { name, encode: encodeRtu, receiver: new RtuReceiver() };
    case 'ascii':
      return { name, encode: encodeAscii, receiver: new AsciiReceiver() };
    case 'tcp': {
      let transaction = 0;
      const encode = (unit: number, pdu: Uint8Array) => {
        transaction = (transaction + 1) & 0xffff;
        return encodeTcp(transaction, unit, pdu);
      };
      return { name, encode, receiver: new TcpReceiver() };
    }
    default:
      return assertNever(name);
  }
}
