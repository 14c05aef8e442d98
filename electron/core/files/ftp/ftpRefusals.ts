import { sizeText } from '../../../../shared/files/sizeText.ts';
import type { Refusal } from '../transfers/refusal.ts';

export const TLS_NEEDED: Refusal = {
  code: 'ftp-tls-needed',
  sentence: 'Logged in by FTP without encryption, though its address says FTPS.',
  remedy: 'The charger may not know FTPS: allow FTP, or try SFTP or HTTPS.',
};

export function bounce(host: string, port: number): Refusal {
  return {
    code: 'ftp-bounce',
    sentence: `Wanted the data to be sent to ${host} port ${port}, which is not where it comes from.`,
    remedy:
      'A charger behind a router may tell an inner address: passive FTP, SFTP or HTTP work there. From anything else this is an attempt to misuse Kerbside.',
  };
}

export function stranger(remoteAddress: string): Refusal {
  return {
    code: 'ftp-stranger',
    sentence: `Another address (${remoteAddress}) came to a data connection of this station and was sent away.`,
    remedy: 'Look for a device that scans ports, or for a router that changes addresses.',
  };
}

export function noFtp(): Refusal {
  return {
    code: 'ftp-unreadable',
    sentence: 'Sent something to the port of FTP that is no FTP.',
    remedy: 'Check what the address begins with: ftp:// and the port belong together.',
  };
}

export function noGoodbye(bytes: number): Refusal {
  return {
    code: 'ftps-cut',
    sentence: `The encrypted data ended after ${sizeText(bytes)} without its goodbye (close_notify), as it does when a line is cut: this is taken for a part of the file.`,
    remedy:
      'Most chargers try again. If this comes at every try, its software leaves the goodbye out: choose another protocol.',
  };
}

export const TLS_TOO_LATE: Refusal = {
  code: 'ftp-tls-late',
  sentence:
    'Began with encryption only after it had been greeted in the clear: it is slow, and to others the same address means that Kerbside speaks first.',
  remedy: 'Kerbside waits longer when it comes again. Where it does not, FTP, SFTP or HTTPS work.',
};

export function tlsFailed(error: unknown): Refusal {
  const why = error instanceof Error ? error.message.replace(/^.*?:.*?:.*?:/, '').slice(0, 120) : '';
  return {
    code: 'ftp-tls-failed',
    sentence: `The encryption of FTPS did not come about (${why}).`,
    remedy:
      'Chargers check the certificate: load Kerbside’s CA certificate into it, or use FTP, SFTP or HTTP.',
  };
}
