import { MOST_RTU_BYTES, isRtuFrame, rtuLengths } from '../../../../shared/service-port/modbus/rtuFrame.ts';

export interface ByteScore {
  /** The share of bytes that make sense, from 0 to 1. */
  score: number;
  /** As what they do. */
  as: 'text' | 'Modbus' | 'nothing';
  sentence: string;
}

const SPACE = 0x20;
const DELETE = 0x7f;
const TEXT_CONTROLS = new Set([0x07, 0x08, 0x09, 0x0a, 0x0d, 0x1b]);
/** Of random bytes so many look like text: what is read at a wrong rate is no better. */
const BY_CHANCE = 0.4;
/** Fewer bytes than that tell little. */
const TELLING_BYTES = 16;
/** More is not looked at: the score would not change. */
const MOST_BYTES = 16_384;

/** How much sense bytes make that were heard at some rate: as text of a console, or as frames of Modbus RTU with a right CRC. */
export function scoreBytes(all: Uint8Array): ByteScore {
  if (all.length === 0) return { score: 0, as: 'nothing', sentence: 'Nothing came.' };
  const bytes = all.subarray(0, MOST_BYTES);
  const text = textShare(bytes);
  const modbus = modbusShare(bytes);
  // A right CRC is no chance, however short the frame is.
  if (modbus > 0 && modbus >= text) {
    return {
      score: modbus,
      as: 'Modbus',
      sentence: `${percent(modbus)} of the bytes are Modbus frames with a right CRC.`,
    };
  }
  const score = text * Math.min(1, bytes.length / TELLING_BYTES);
  const few = bytes.length < TELLING_BYTES ? ' Few came, so it tells little.' : '';
  const share = readableShare(bytes);
  return {
    score,
    as: 'text',
    sentence: `${percent(share)} of ${all.length} bytes can be read as text.${few}`,
  };
}

function readableShare(bytes: Uint8Array): number {
  let readable = 0;
  for (const byte of bytes) {
    if (byte < SPACE ? TEXT_CONTROLS.has(byte) : byte < DELETE) readable += 1;
  }
  return readable / bytes.length;
}

/** 0 for what chance gives, 1 for text without a fault. */
function textShare(bytes: Uint8Array): number {
  return Math.max(0, (readableShare(bytes) - BY_CHANCE) / (1 - BY_CHANCE));
}

function modbusShare(bytes: Uint8Array): number {
  let inFrames = 0;
  for (let at = 0; at < bytes.length;) {
    const length = rtuLengths(bytes, at).lengths.find(
      (count) =>
        count <= MOST_RTU_BYTES && at + count <= bytes.length && isRtuFrame(bytes.subarray(at, at + count)),
    );
    inFrames += length ?? 0;
    at += length ?? 1;
  }
  return inFrames / bytes.length;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
