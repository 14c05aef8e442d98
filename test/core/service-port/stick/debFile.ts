import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';

function member(name: string, bytes: Buffer): Buffer {
  const head = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(bytes.length).padEnd(10)}\`\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.alloc(bytes.length % 2, '\n')]);
}

/** A Debian package as deb(5) says, with a control file of these lines. */
export async function debFile(control: string, data: Buffer = Buffer.from('data')): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: './control' }, control);
  tar.finalize();
  return Buffer.concat([
    Buffer.from('!<arch>\n'),
    member('debian-binary', Buffer.from('2.0\n')),
    member('control.tar.gz', gzipSync(await buffer(tar))),
    member('data.tar.xz', data),
  ]);
}
