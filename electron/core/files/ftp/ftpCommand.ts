import { decodeName } from '../storage/safeFileName.ts';

/** One line of the control connection (RFC 959 §5.3). The verb has capital letters. */
export interface FtpCommand {
  verb: string;
  argument: string;
}

const LONGEST_LINE_BYTES = 4096;
const LF = 0x0a;
const IAC = 0xff;

/** Cuts the control connection into commands. Lines may end with LF alone. */
export class FtpCommandReader {
  #rest: Buffer = Buffer.alloc(0);
  #isTooLong = false;

  /** A line without end came: there is no way to go on. */
  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  take(bytes: Buffer): FtpCommand[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const commands: FtpCommand[] = [];
    for (let end = this.#rest.indexOf(LF); end !== -1; end = this.#rest.indexOf(LF)) {
      const line = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end + 1);
      if (line.length > LONGEST_LINE_BYTES) this.#isTooLong = true;
      else commands.push(readCommand(line));
    }
    if (this.#rest.length > LONGEST_LINE_BYTES) this.#isTooLong = true;
    return commands;
  }
}

function readCommand(line: Buffer): FtpCommand {
  const text = decodeName(withoutTelnet(line)).replace(/\r+$/, '').trimStart();
  const match = /^(\S*)(?:[ \t]+(.*))?$/s.exec(text);
  return { verb: (match?.[1] ?? '').toUpperCase(), argument: match?.[2] ?? '' };
}

/** Signals of Telnet that come before an urgent command (RFC 959 §4.1.3): a mark and what it says, two or three bytes. */
function withoutTelnet(line: Buffer): Buffer {
  if (!line.includes(IAC)) return line;
  const kept: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const byte = line[at] ?? 0;
    if (byte !== IAC) kept.push(byte);
    else if (line[at + 1] === IAC) {
      kept.push(IAC);
      at += 1;
    } else at += (line[at + 1] ?? 0) >= 0xfb ? 2 : 1;
  }
  return Buffer.from(kept);
}
