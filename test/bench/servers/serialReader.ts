import { connect } from 'node:net';
import { join } from 'node:path';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { ServicePorts } from '../../../electron/core/service-port/session/servicePorts.ts';
import { onlyProfiles } from '../../core/service-port/session/onlyProfiles.ts';

/** Reads so many bytes of a console behind a TCP port; `recorded` is what the session file has of them. */
export interface SerialReading {
  ms: number;
  recorded: number;
  growthBytes: number;
}

const [mode = 'bare', port = '0', wanted = '0', folder = '.'] = process.argv.slice(2);
const bytes = Number(wanted);
/** After so much all code is compiled and all buffers are there. */
const WARM_BYTES = 20_000_000;

const reading: SerialReading = mode === 'kerbside' ? await kerbside() : await bare();
process.send?.(reading);
process.disconnect();

async function bare(): Promise<SerialReading> {
  const socket = connect(Number(port), '127.0.0.1');
  let count = 0;
  const startAt = performance.now();
  for await (const chunk of socket) {
    count += (chunk as Buffer).length;
    if (count >= bytes) break;
  }
  return { ms: performance.now() - startAt, recorded: count, growthBytes: 0 };
}

async function kerbside(): Promise<SerialReading> {
  const trace = Trace.open(join(folder, 'serial.kerbside'));
  const ports = new ServicePorts({
    recorder: trace.store,
    profiles: onlyProfiles(),
    stationsWithSerial: () => [],
    folder: undefined,
    log: () => undefined,
  });
  const path = `tcp://127.0.0.1:${port}`;
  const startAt = performance.now();
  await ports.open({ path });
  const stop = ports.onConsole(path, () => undefined);
  let warm = 0;
  let most = 0;
  let recorded = 0;
  await new Promise<void>((resolve) => {
    trace.store.onGrowth(({ records }) => {
      for (const { kind, sizeBytes } of records) if (kind === 'serial') recorded += sizeBytes;
      const { rss } = process.memoryUsage();
      if (warm === 0 && recorded >= WARM_BYTES) warm = rss;
      most = Math.max(most, rss);
      if (recorded >= bytes) resolve();
    });
  });
  const ms = performance.now() - startAt;
  stop();
  await ports.close();
  const row = trace
    .openForReading()
    .database.prepare("SELECT SUM(size) AS size FROM record WHERE kind = 'serial'");
  const inFile = Number(row.get()?.['size']);
  await trace.close();
  return { ms, recorded: inFile, growthBytes: warm === 0 ? 0 : most - warm };
}
