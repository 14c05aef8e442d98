import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import { rapiForbids } from '../../../../../shared/service-port/rapi/rapiForbidden.ts';
import { ForbiddenLines } from '../forbiddenLines.ts';

/** What must not be sent: what is never sent to a RAPI device, what its profile forbids, and what its buffer cannot hold. */
export class RapiForbids {
  readonly #ofProfile: ForbiddenLines;
  readonly #maxFrame: number;
  /** A frame that the technician has begun and not ended: the device keeps it, too. */
  #begun = '';

  constructor({ forbidden, line }: Pick<RapiProfile, 'forbidden' | 'line'>) {
    this.#ofProfile = new ForbiddenLines(
      forbidden.map(({ pattern, why }) => ({ pattern: compilePattern(pattern), why })),
    );
    this.#maxFrame = line.maxFrame;
  }

  /** Of a command of the driver; `frame` as it goes over the line. */
  frame(frame: string): string | undefined {
    return this.#trouble(frame);
  }

  /** Of bytes that the technician sends; a command may come in parts. Answers with the frames that are whole with them, or why not. */
  bytes(bytes: Uint8Array): { frames: string[] } | { why: string } {
    const text = this.#begun + Buffer.from(bytes).toString('latin1');
    const frames = text.split('\r');
    const rest = frames.pop() ?? '';
    for (const frame of frames) {
      const trouble = this.#trouble(frame);
      if (trouble !== undefined) return { why: trouble };
    }
    const start = rest.lastIndexOf('$');
    this.#begun = start === -1 ? '' : rest.slice(start, start + this.#maxFrame + 2);
    return {
      frames: frames.flatMap((frame) => (frame.includes('$') ? frame.slice(frame.lastIndexOf('$')) : [])),
    };
  }

  /** A `$` of somebody else makes the device forget what was begun. */
  forget(): void {
    this.#begun = '';
  }

  #trouble(line: string): string | undefined {
    const start = line.lastIndexOf('$');
    if (start === -1) return undefined;
    const frame = line.slice(start);
    if (frame.length > this.#maxFrame) {
      return `It has ${frame.length} characters with its checksum. This charger holds ${this.#maxFrame}, and would not answer at all.`;
    }
    const bare = frame.slice(1).replace(/[\^*].*$/, '');
    return rapiForbids(frame) ?? this.#ofProfile.ofCommand(bare) ?? this.#ofProfile.ofCommand(frame);
  }
}
