import type { VirtualFile } from '../transfers/virtualFiles.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export type ListingForm = 'LIST' | 'NLST' | 'MLSD';

/** The one file of a station in the forms in which FTP lists. */
export function listing(form: ListingForm, file: VirtualFile | undefined): string {
  if (file === undefined) return '';
  if (form === 'NLST') return `${file.name}\r\n`;
  return form === 'MLSD' ? `${factsLine(file)}\r\n` : `${longLine(file)}\r\n`;
}

/** As `ls -l` writes it, which is what clients expect although no standard says so. */
function longLine({ name, sizeBytes, modifiedAt }: VirtualFile): string {
  const at = new Date(modifiedAt);
  const day = String(at.getUTCDate()).padStart(2);
  const size = String(sizeBytes).padStart(12);
  return `-rw-r--r-- 1 kerbside kerbside ${size} ${MONTHS[at.getUTCMonth()] ?? ''} ${day} ${at.getUTCFullYear()}  ${name}`;
}

/** RFC 3659 §7. */
export function factsLine({ name, sizeBytes, modifiedAt }: VirtualFile): string {
  return `type=file;size=${sizeBytes};modify=${timeValue(modifiedAt)}; ${name}`;
}

/** `YYYYMMDDHHMMSS` in UTC (RFC 3659 §2.3). */
export function timeValue(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/\D/g, '');
}
