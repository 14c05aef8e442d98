import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CentralSystem } from '../../../electron/core/central/centralSystem.ts';
import { Schemas } from '../../../electron/core/central/schemas/schemas.ts';
import { FindingLog } from '../../../electron/core/central/watch/findingLog.ts';
import { FileTransfers } from '../../../electron/core/files/fileTransfers.ts';
import { AttemptLog } from '../../../electron/core/front-door/attemptLog.ts';
import { createFrontDoor } from '../../../electron/core/front-door/frontDoor.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';

/** What the bench asks for, by message of the process. */
export type FilesRequest = { do: 'expect' } | { do: 'offer'; path: string } | { do: 'memory' };
export type FilesAnswer = { url: string } | { growthBytes: number };

/** Stations, their session file and their files, put together as in the core. */
const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const trace = Trace.open(join(folder, 'bench.kerbside'), { log });
const attempts = new AttemptLog(trace.attempts);
const central = new CentralSystem({
  recorder: trace.store,
  schemas: new Schemas(),
  meta: trace.meta,
  stations: [],
  saveStation: (station) => trace.stations.save(station),
  log,
  findings: new FindingLog(trace.findings, []),
});
const files = new FileTransfers({
  frontDoor: () => ({ port: door.listening.port, hasTls: false }),
  servers: () => ({}),
});
const door = await createFrontDoor({
  host: '127.0.0.1',
  port: 0,
  attempts,
  onStation: (arrival) => central.connect(arrival),
  onSoap: (arrival) => central.takeSoap(arrival),
  files: files.http,
  log,
});

/** Memory of the process is looked at all the time, since what it peaked at is not told afterwards. */
let fromBytes = 0;
let peakBytes = 0;
setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, 20).unref();

async function answer(request: FilesRequest): Promise<FilesAnswer> {
  const common = { stationId: 'CP-1', hosts: ['127.0.0.1'], protocols: ['http' as const] };
  if (request.do === 'memory') return { growthBytes: peakBytes - fromBytes };
  fromBytes = process.memoryUsage.rss();
  peakBytes = fromBytes;
  if (request.do === 'offer') {
    const { urls } = await files.offerFile({ ...common, path: request.path });
    return { url: urls[0]?.url ?? '' };
  }
  const { urls, transfer } = await files.expectUpload({ ...common, folder, purpose: 'bench' });
  transfer.on((event) => {
    if (event.kind === 'received') setImmediate(() => rmSync(event.file.path));
  });
  return { url: urls[0]?.url ?? '' };
}

process.on('message', (request: FilesRequest) => {
  void answer(request).then((said) => process.send?.(said));
});
process.on('disconnect', () => {
  void central
    .close()
    .then(() => door.close())
    .then(() => trace.close())
    .finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(0);
    });
});
process.send?.({ port: door.listening.port });
