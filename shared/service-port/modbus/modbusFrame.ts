/** A frame of either framing: unit, PDU, and the bytes as they crossed the line. */
export interface ModbusFrame {
  kind: 'frame';
  unit: number;
  pdu: Uint8Array;
  raw: Uint8Array;
}

/** Bytes in which no frame was found: noise, a damaged frame, another rate, text of a boot loader. */
export interface ModbusNoise {
  kind: 'noise';
  raw: Uint8Array;
  /** It looked like a frame, and its check was wrong. */
  isDamagedFrame: boolean;
}

export type ModbusPiece = ModbusFrame | ModbusNoise;

/** The answer that is awaited: found among other bytes, too. */
export interface AwaitedFrame {
  unit: number;
  functionCode: number;
  /** Of the PDU, unless it is an exception. */
  pduLength: number;
}

/** Cuts what arrives into frames; pure, so that its owner has the clock. It never holds more than one longest frame. */
export interface ModbusReceiver {
  await(frame: AwaitedFrame | undefined): void;
  push(bytes: Uint8Array): ModbusPiece[];
  /** The line was silent for so long that nothing more belongs to what came. */
  silence(): ModbusPiece[];
  /** Bytes that are not yet told of. */
  readonly heldBytes: number;
}
