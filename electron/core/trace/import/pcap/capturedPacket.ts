/** One packet of a capture file. */
export interface CapturedPacket {
  /** Counts from 1. */
  number: number;
  /** Epoch ms, to the microsecond; absent where the file gives none. */
  at: number | undefined;
  /** https://www.tcpdump.org/linktypes.html */
  linkType: number;
  /** As far as it was captured. */
  data: Buffer;
  comments: readonly string[];
}

/** Takes what a capture file holds. */
export interface CaptureSink {
  packet(packet: CapturedPacket): void;
  /** Something about the file that a technician has to know; `number` is the packet before it. */
  note(text: string, number: number): void;
}

/** Reads the file in pieces of any size. Never throws. */
export interface CaptureFileReader {
  bytes(piece: Uint8Array): void;
  /** The file is over. */
  end(): void;
}

/** Larger ones are no packets but damage: programs that capture stop at 256 KiB. */
export const MAX_PACKET_BYTES = 16 * 1024 * 1024;
