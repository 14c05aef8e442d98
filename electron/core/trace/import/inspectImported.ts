import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import type { FrameFacts } from './frameFacts.ts';

/** A frame of an imported file, ready to be held against the specification. */
export interface ImportedFrame {
  facts: FrameFacts;
  text: string;
  direction: Direction;
  /** Absent where it cannot be known: nothing is checked then but the frame itself. */
  version: OcppVersion | undefined;
  /** Of an answer, the action of its call; nothing where the call is not in the file. */
  askedAction: string | undefined;
  /** Epoch ms. */
  at: number;
}

/** The checks that live frames get. Handed in by who composes the import: they belong to the central system. */
export interface FrameInspector {
  /** Everything that is wrong with a frame; never throws. */
  inspect(frame: ImportedFrame): readonly Issue[];
  /** Whether a payload could be the answer to an action; true where that cannot be told. */
  fits(version: OcppVersion | undefined, action: string, answer: FrameFacts): boolean;
}
