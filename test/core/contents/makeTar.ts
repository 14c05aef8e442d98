import { pack, type Header } from 'tar-stream';

/** A tar archive by the library; `header` may say whatever it likes. */
export async function makeTar(
  parts: readonly (Partial<Header> & { name: string; data?: string | Uint8Array })[],
): Promise<Buffer> {
  const tar = pack();
  const bytes: Buffer[] = [];
  tar.on('data', (piece) => bytes.push(Buffer.from(piece as Uint8Array)));
  const ended = new Promise<void>((resolve) => {
    tar.on('end', () => resolve());
  });
  for (const { data = '', ...header } of parts) {
    await new Promise<void>((resolve, reject) => {
      const size = Buffer.byteLength(data);
      const done = (error?: Error | null): void => (error ? reject(error) : resolve());
      if (header.type === undefined || header.type === 'file')
        tar.entry({ ...header, size }, Buffer.from(data as string), done);
      else tar.entry(header, done);
    });
  }
  tar.finalize();
  await ended;
  return Buffer.concat(bytes);
}
