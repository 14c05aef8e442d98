import { execFileSync, spawnSync } from 'node:child_process';

/** Whether Wireshark's command line is on this machine. */
export const HAS_TSHARK = spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0;

/** Appended to the name of a test that needs it and cannot run. */
export const TSHARK_NOTE = HAS_TSHARK ? '' : ' (skipped: tshark is not installed)';

/** Checksums are computed again; text over WebSocket is looked into as JSON. */
const OPTIONS = [
  'tcp.check_checksum:TRUE',
  'ip.check_checksum:TRUE',
  'websocket.text_type:As json',
  'tcp.desegment_tcp_streams:TRUE',
].flatMap((option) => ['-o', option]);

/** The fields of the packets that a display filter shows. */
export function tshark(path: string, filter: string, fields: readonly string[]): string[][] {
  const wanted = fields.flatMap((field) => ['-e', field]);
  const args = ['-r', path, ...OPTIONS, '-Y', filter, '-T', 'fields', ...wanted];
  const text = execFileSync('tshark', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e9,
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}
