import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { LogTrouble } from '../../../../shared/service-port/lines/logTrouble.ts';
import { compilePattern } from '../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { ConsoleStream } from '../line/consoleStream.ts';
import { LineTap } from '../line/lineTap.ts';
import { SecretWatch } from '../line/secretWatch.ts';
import { SerialRecorder } from '../line/serialRecorder.ts';
import { lineWords, profileWords } from './lineChoice.ts';
import { OcppInLog } from './ocppInLog.ts';
import { PortNames } from './portNames.ts';
import type { PortSurroundings } from './portSurroundings.ts';
import { TroubleInLog } from './troubleInLog.ts';

export interface PortLogOptions {
  line: () => LineSettings;
  onTraffic: () => void;
  /** The device printed why it does not reach its central system. Answers with false where that is nothing that it says now. */
  onTrouble: (trouble: LogTrouble, seq: number) => boolean;
}

/** All that is taken down of a port: its bytes in the session file and for the screen, and the notes about it. */
export class PortLog {
  readonly console = new ConsoleStream();
  readonly names: PortNames;
  readonly tap: LineTap;
  readonly ocpp: OcppInLog;
  readonly #secrets = new SecretWatch();
  readonly #recorder: SerialRecorder;

  constructor(path: string, around: PortSurroundings, { line, onTraffic, onTrouble }: PortLogOptions) {
    this.names = new PortNames(path, around, () => this.tap.endRecord());
    const trouble = new TroubleInLog((told, at, seq) => {
      if (onTrouble(told, seq)) around.onTrouble(this.names.current.stationId, told, at, seq);
    });
    this.#recorder = new SerialRecorder({
      recorder: around.recorder,
      path,
      stationId: () => this.names.current.stationId,
      line,
      onRecord: (record) => trouble.record(record),
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

  /** The file begins with how the port is used, if it is open. It may go under another name: stations that are away are others there. */
  enterFile(
    { identity, line }: { identity: PortIdentity | undefined; line: LineSettings },
    connection: { profile: PortProfile | undefined } | undefined,
  ): void {
    this.names.renew(identity);
    if (connection === undefined) return;
    const who = identity === undefined ? '' : ` ${identity.sentence}`;
    this.names.note(`is open already: ${lineWords(line)}, ${profileWords(connection.profile)}.${who}`);
  }

  close(): void {
    this.#recorder.close();
    this.console.close();
  }
}
