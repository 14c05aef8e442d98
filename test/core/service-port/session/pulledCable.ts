import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface PulledCable {
  path: string;
  close: () => void;
}

/** A cable to the device at a TCP path that is pulled, once, when this text would cross it for the nth time (from 1); plugging in again works. */
export async function startPulledCable(path: string, text: string, nth = 1): Promise<PulledCable> {
  const port = Number(path.split(':').at(-1));
  let said = '';
  let isWhole = true;
  const cable = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const end of [near, far]) end.on('error', () => undefined);
    far.pipe(near).on('close', () => far.destroy());
    near.on('data', (bytes) => {
      said += bytes.toString('latin1');
      if (isWhole && said.split(text).length > nth) {
        isWhole = false;
        near.destroy();
      } else far.write(bytes);
    });
  });
  cable.listen(0, '127.0.0.1');
  await once(cable, 'listening');
  const { port: own } = cable.address() as AddressInfo;
  return { path: `tcp://127.0.0.1:${own}`, close: () => void cable.close() };
}
