import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server, utils, type Connection, type SFTPWrapper } from 'ssh2';
import { onTestFinished } from 'vitest';

export interface SftpFiles {
  url: string;
  /** By path. */
  files: Map<string, Buffer>;
  /** Passwords that were tried. */
  passwords: string[];
}

const { STATUS_CODE } = utils.sftp;
const STATS = { mode: 0o100644, uid: 0, gid: 0, atime: 0, mtime: 0 };

/** A server of `ssh2` with files in memory. */
export async function startSftp({ password = 'pass', isReadOnly = false } = {}): Promise<SftpFiles> {
  const files = new Map<string, Buffer>();
  const passwords: string[] = [];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const hostKey = privateKey.export({ type: 'pkcs1', format: 'pem' });
  const clients = new Set<Connection>();
  const server = new Server({ hostKeys: [hostKey] }, (client) => {
    clients.add(client);
    client.on('error', () => client.end());
    client.on('authentication', (context) => {
      if (context.method !== 'password') return context.reject(['password']);
      passwords.push(context.password);
      if (context.password === password) context.accept();
      else context.reject(['password']);
    });
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), files, isReadOnly));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const client of clients) client.end();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  });
  const { port } = server.address() as AddressInfo;
  return { url: `sftp://user:${password}@127.0.0.1:${port}`, files, passwords };
}

function serve(sftp: SFTPWrapper, files: Map<string, Buffer>, isReadOnly: boolean): void {
  const open: string[] = [];
  const pathOf = (handle: Buffer): string => open[handle.readUInt32BE(0)] ?? '';
  const stat = (id: number, path: string): void => {
    const bytes = files.get(path);
    if (bytes === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    else sftp.attrs(id, { ...STATS, size: bytes.length });
  };
  sftp.on('OPEN', (id, path, flags) => {
    const isWrite = (flags & utils.sftp.OPEN_MODE.WRITE) !== 0;
    if (isWrite && isReadOnly) return sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
    if ((flags & utils.sftp.OPEN_MODE.TRUNC) !== 0) files.set(path, Buffer.alloc(0));
    if (!files.has(path)) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(open.push(path) - 1);
    sftp.handle(id, handle);
  });
  sftp.on('WRITE', (id, handle, offset, data) => {
    const held = files.get(pathOf(handle)) ?? Buffer.alloc(0);
    files.set(pathOf(handle), Buffer.concat([held.subarray(0, offset), data]));
    sftp.status(id, STATUS_CODE.OK);
  });
  sftp.on('READ', (id, handle, offset, length) => {
    const bytes = files.get(pathOf(handle))?.subarray(offset, offset + length) ?? Buffer.alloc(0);
    if (bytes.length === 0) sftp.status(id, STATUS_CODE.EOF);
    else sftp.data(id, bytes);
  });
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  sftp.on('FSTAT', (id, handle) => stat(id, pathOf(handle)));
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK));
}
