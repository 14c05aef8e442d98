/** A chip with an optiboot in the highest bytes of its flash. Bytes; the signature in hex. */
export interface AvrChip {
  name: string;
  signature: string;
  flashBytes: number;
  pageBytes: number;
  /** What optiboot takes: the smallest boot section that the fuses of the chip allow. */
  bootBytes: number;
}

const KIB = 1024;

/** Signature, flash and page of the data sheets; those that optiboot is built for. */
export const AVR_CHIPS: readonly AvrChip[] = [
  { name: 'ATmega8', signature: '1e9307', flashBytes: 8 * KIB, pageBytes: 64, bootBytes: 512 },
  { name: 'ATmega88P', signature: '1e930f', flashBytes: 8 * KIB, pageBytes: 64, bootBytes: 512 },
  { name: 'ATmega168', signature: '1e9406', flashBytes: 16 * KIB, pageBytes: 128, bootBytes: 512 },
  { name: 'ATmega168P', signature: '1e940b', flashBytes: 16 * KIB, pageBytes: 128, bootBytes: 512 },
  { name: 'ATmega328', signature: '1e9514', flashBytes: 32 * KIB, pageBytes: 128, bootBytes: 512 },
  { name: 'ATmega328P', signature: '1e950f', flashBytes: 32 * KIB, pageBytes: 128, bootBytes: 512 },
  { name: 'ATmega328PB', signature: '1e9516', flashBytes: 32 * KIB, pageBytes: 128, bootBytes: 512 },
  { name: 'ATmega644P', signature: '1e960a', flashBytes: 64 * KIB, pageBytes: 256, bootBytes: 1024 },
  { name: 'ATmega1284P', signature: '1e9705', flashBytes: 128 * KIB, pageBytes: 256, bootBytes: 1024 },
];

export function avrChipOf(signature: string): AvrChip | undefined {
  return AVR_CHIPS.find((chip) => chip.signature === signature.toLowerCase());
}
