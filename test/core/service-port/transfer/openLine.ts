import { ContractError } from '../../../../shared/contract/failure.ts';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';
import { ConsoleStream } from '../../../../electron/core/service-port/line/consoleStream.ts';
import { LineTap } from '../../../../electron/core/service-port/line/lineTap.ts';
import { SecretWatch } from '../../../../electron/core/service-port/line/secretWatch.ts';
import type { PortLine } from '../../../../electron/core/service-port/line/portLine.ts';
import { RecordedLine } from '../../../../electron/core/service-port/line/recordedLine.ts';
import { SerialRecorder } from '../../../../electron/core/service-port/line/serialRecorder.ts';
import { openTransport } from '../../../../electron/core/service-port/transport/openTransport.ts';
import type { Recorder } from '../../../../electron/core/trace/store/newRecord.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';

export interface OpenedLine {
  line: PortLine;
  close: () => Promise<void>;
}

/** The line to a port as transfers have it, recorded. */
export async function openLine(path: string, recorder: Recorder = new MemoryRecorder()): Promise<OpenedLine> {
  const transport = await openTransport(path, DEFAULT_LINE);
  const serial = new SerialRecorder({
    recorder,
    path,
    stationId: () => 'cable:test',
    line: () => DEFAULT_LINE,
  });
  const line = new RecordedLine({
    transport,
    line: DEFAULT_LINE,
    tap: new LineTap(serial, new ConsoleStream(), new SecretWatch(), () => undefined),
    recorder,
    onLine: () => undefined,
    log: (text) => process.stderr.write(`${text}\n`),
  });
  line.listen();
  transport.onClose((failure) =>
    line.end(new ContractError('unavailable', failure?.sentence ?? 'The port was closed.')),
  );
  return {
    line,
    close: async () => {
      line.end(new ContractError('unavailable', 'The port was closed.'));
      await transport.close();
    },
  };
}
