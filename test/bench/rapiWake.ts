import { once } from 'node:events';
import { connect } from 'node:net';
import { createRapiDriver } from '../../electron/core/service-port/drivers/rapi/createRapiDriver.ts';
import { ConsoleStream } from '../../electron/core/service-port/line/consoleStream.ts';
import { LineTap } from '../../electron/core/service-port/line/lineTap.ts';
import { RecordedLine } from '../../electron/core/service-port/line/recordedLine.ts';
import { SecretWatch } from '../../electron/core/service-port/line/secretWatch.ts';
import { SerialRecorder } from '../../electron/core/service-port/line/serialRecorder.ts';
import { openTransport } from '../../electron/core/service-port/transport/openTransport.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import { DEFAULT_LINE } from '../../shared/service-port/lineSettings.ts';
import { MemoryRecorder } from '../core/central/memoryRecorder.ts';
import { rapiProfile } from '../core/service-port/rapi/rapiProfile.ts';

const ROUNDS = 25;

export interface RapiWake {
  /** From opening the port to the identified device. */
  p95Ms: number;
  /** What the device itself takes for the same questions, asked over a bare socket; median. */
  deviceMs: number;
  questions: number;
}

/** Opens the port of a practice OpenEVSE that answers in the time of a real one, and asks who it is. */
export async function measureRapiWake(): Promise<RapiWake> {
  const port = await createPracticePort({ device: 'rapi', habits: ['session=0'] });
  try {
    const wakes: number[] = [];
    const bares: number[] = [];
    // The first one loads what the others find loaded.
    let questions = await identify(port.path);
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now();
      questions = await identify(port.path);
      wakes.push(performance.now() - startedAt);
      bares.push(await askBare(port.path, questions));
    }
    return { p95Ms: quantile(wakes, 0.95), deviceMs: quantile(bares, 0.5), questions: questions.length };
  } finally {
    await port.stop();
  }
}

/** Answers with the frames that were sent. */
async function identify(path: string): Promise<string[]> {
  const recorder = new MemoryRecorder();
  const transport = await openTransport(path, DEFAULT_LINE);
  const serial = new SerialRecorder({ recorder, path, stationId: () => 'BENCH', line: () => DEFAULT_LINE });
  const line = new RecordedLine({
    transport,
    line: DEFAULT_LINE,
    tap: new LineTap(serial, new ConsoleStream(), new SecretWatch(), () => undefined),
    recorder,
    onLine: () => undefined,
    log: () => undefined,
  });
  const driver = createRapiDriver(line, rapiProfile(), {
    events: {
      onBanner: () => undefined,
      onRestart: () => undefined,
      onCharging: () => undefined,
      onOcppText: () => undefined,
    },
  });
  line.listen();
  const identity = await driver.identify({ signal: new AbortController().signal });
  if (identity.confidence !== 'certain') throw new Error(identity.sentence);
  driver.close();
  serial.close();
  await transport.close();
  return recorder.records.flatMap(({ direction, raw }) => (direction === 'out' ? [String(raw)] : []));
}

async function askBare(path: string, frames: readonly string[]): Promise<number> {
  const socket = connect(Number(new URL(path).port), '127.0.0.1');
  await once(socket, 'connect');
  const startedAt = performance.now();
  for (const frame of frames) {
    socket.write(frame, 'latin1');
    await once(socket, 'data');
  }
  const ms = performance.now() - startedAt;
  socket.destroy();
  return ms;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
