import type { QuirkProfile } from '../../shared/station/quirkProfile.ts';

/** How a station that agreed to compression goes on, and what is proposed. */
export interface CompressionRow {
  row: number;
  title: string;
  offersCompression: boolean;
  /** Closes with this code, or sends bytes that cannot be unpacked. */
  goesOn: { closes: number } | { sendsBroken: true };
  finding?: { code: string; change: QuirkProfile };
}

const NO_COMPRESSION = { code: 'compression-fails', change: { compression: false } } as const;

export const ROWS: readonly CompressionRow[] = [
  {
    row: 150,
    title: 'agrees to permessage-deflate and closes with a protocol error',
    offersCompression: true,
    goesOn: { closes: 1002 },
    finding: NO_COMPRESSION,
  },
  {
    row: 150,
    title: 'agrees to permessage-deflate and sends what cannot be unpacked',
    offersCompression: true,
    goesOn: { sendsBroken: true },
    finding: NO_COMPRESSION,
  },
  {
    row: 150,
    title: 'agrees to permessage-deflate and leaves in good order',
    offersCompression: true,
    goesOn: { closes: 1000 },
  },
  {
    row: 150,
    title: 'closes with a protocol error without any compression',
    offersCompression: false,
    goesOn: { closes: 1002 },
  },
];
