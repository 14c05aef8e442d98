import { MOST_RTU_BYTES, isRtuFrame, rtuLengths } from '../../../../shared/service-port/modbus/rtuFrame.ts';

export interface ByteScore {
  /** The share of bytes that make sense, from 0 to 1. */
  score: number;
  /** As what they do. */
  as: 'text' | 'Modbus' | 'nothing';
  /** Bytes are missing as with another parity than the sender's. */
  isOtherParity?: boolean;
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
/** Fewer bytes, or fewer different ones, may all have the same parity by chance. */
const LEAST_FOR_PARITY = 32;
const LEAST_DIFFERENT = 8;
/** Of bytes that were heard with another parity so many have the same one; the rest is noise. */
const ONE_PARITY = 0.95;
/** What half of the bytes make, is no setting to take. */
const OTHER_PARITY_SCORE = 0.5;

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
  if (hasOneParity(bytes)) {
    return {
      score: Math.min(text, OTHER_PARITY_SCORE),
      as: 'nothing',
      isOtherParity: true,
      sentence:
        'Only bytes of one parity come, so about half of them are lost: the sender has another parity.',
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

/** A printable character of ASCII, or a control character that texts have. */
export function isReadable(byte: number): boolean {
  return byte < SPACE ? TEXT_CONTROLS.has(byte) : byte < DELETE;
}

function readableShare(bytes: Uint8Array): number {
  let readable = 0;
  for (const byte of bytes) if (isReadable(byte)) readable += 1;
  return readable / bytes.length;
}

/**
 * Whether only bytes with an odd, or only bytes with an even number of ones came. Where sender and receiver differ in parity, one takes the parity
 * bit for a stop bit or the other way round, and the UART drops every byte of which that bit is 0 (or its parity is wrong).
 */
function hasOneParity(bytes: Uint8Array): boolean {
  if (bytes.length < LEAST_FOR_PARITY || new Set(bytes).size < LEAST_DIFFERENT) return false;
  let odd = 0;
  for (const byte of bytes) odd += onesOf(byte) & 1;
  return Math.max(odd, bytes.length - odd) >= bytes.length * ONE_PARITY;
}

function onesOf(byte: number): number {
  let ones = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) ones += 1;
  return ones;
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
