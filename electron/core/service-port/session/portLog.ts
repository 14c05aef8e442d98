import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import { compilePattern } from '../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { ConsoleStream } from '../line/consoleStream.ts';
import { LineTap } from '../line/lineTap.ts';
import { SecretWatch } from '../line/secretWatch.ts';
import { SerialRecorder } from '../line/serialRecorder.ts';
import { OcppInLog } from './ocppInLog.ts';
import { PortNames } from './portNames.ts';
import type { PortSurroundings } from './portSurroundings.ts';

/** All that is taken down of a port: its bytes in the session file and for the screen, and the notes about it. */
export class PortLog {
  readonly console = new ConsoleStream();
  readonly names: PortNames;
  readonly tap: LineTap;
  readonly ocpp: OcppInLog;
  readonly #secrets = new SecretWatch();
  readonly #recorder: SerialRecorder;

  constructor(
    path: string,
    around: PortSurroundings,
    { line, onTraffic }: { line: () => LineSettings; onTraffic: () => void },
  ) {
    this.names = new PortNames(path, around, () => this.tap.endRecord());
    this.#recorder = new SerialRecorder({
      recorder: around.recorder,
      path,
      stationId: () => this.names.current.stationId,
      line,
    });
    this.ocpp = new OcppInLog({
      recorder: around.recorder,
      inspector: around.inspector,
      path,
      stationId: () => this.names.current.stationId,
      isConnected: () => around.isConnected(this.names.current.stationId),
      note: (words) => this.names.note(words),
    });
    this.tap = new LineTap(this.#recorder, this.console, this.#secrets, onTraffic);
  }

  /** What the device of a profile prints that nobody else shall read. */
  maskFor(profile: PortProfile | undefined): void {
    this.#secrets.patterns = (profile?.masks ?? []).map(({ pattern }) => compilePattern(pattern));
  }

  traffic(): { in: number; out: number } {
    return { in: this.console.total('in'), out: this.console.total('out') };
  }

  /** What came so far belongs to the session file that is left; of an open port it says where the rest is. */
  leaveFile(next: string | undefined): void {
    this.tap.endRecord();
    if (next !== undefined) this.names.note(`stays open; what it says goes on in “${next}”.`);
  }

  /** `use` is how an open port is used. Answers whether it goes under another name: stations that are away are others in another file. */
  enterFile(identity: PortIdentity | undefined, use: string | undefined): boolean {
    const isRenamed = this.names.renew(identity);
    const who = identity === undefined ? '' : ` ${identity.sentence}`;
    if (use !== undefined) this.names.note(`is open already: ${use}.${who}`);
    return isRenamed;
  }

  close(): void {
    this.#recorder.close();
    this.console.close();
  }
}
