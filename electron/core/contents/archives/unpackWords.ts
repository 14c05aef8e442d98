import { assertNever } from '../../../../shared/assertNever.ts';
import type { ContentNote } from '../../../../shared/files/contents/contentState.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import type { BoundReached } from './boundedFile.ts';
import type { UnpackEnd } from './unpackZip.ts';

/** How unpacking of one entry ended; `bytes` is what has come of it. */
export interface Unpacked {
  end: UnpackEnd;
  reached?: BoundReached;
  bytes: number;
}

const AGAIN = 'Fetch the file once more if you need the rest.';

/** What has to be said of an entry that was unpacked; nothing where all is well. */
export function unpackNote({ end, reached, bytes }: Unpacked): ContentNote | undefined {
  if (reached !== undefined) return boundNote(reached, bytes);
  const have = bytes === 0 ? 'nothing of it can be read' : `the first ${sizeText(bytes)} can be read`;
  switch (end) {
    case 'whole':
    case 'stopped':
      return undefined;
    case 'cut':
      return warning('cut', `It is cut off: ${have}.`, AGAIN);
    case 'damaged':
      return warning('damaged', `It is damaged: ${have}.`, AGAIN);
    case 'absent':
      return warning('absent', 'Its bytes are not in the archive.', AGAIN);
    case 'wrong-sum':
      return warning(
        'wrong-sum',
        'Its checksum does not fit: some of its bytes were changed on the way.',
        AGAIN,
      );
    default:
      return assertNever(end);
  }
}

function boundNote(reached: BoundReached, bytes: number): ContentNote {
  const shown = `The first ${sizeText(bytes)} of it are here.`;
  switch (reached) {
    case 'ratio':
      return warning(
        'bomb',
        `It grows to some hundred times its packed size, as an archive bomb does, so unpacking was stopped. ${shown}`,
        'Save the archive, and unpack it with other means if you trust it.',
      );
    case 'size':
    case 'total':
      return warning(
        'too-large',
        `It is larger than Kerbside unpacks. ${shown}`,
        'Save the archive, and unpack it with other means.',
      );
    case 'space':
      return warning(
        'no-space',
        `There is not enough room on the disk to unpack it. ${shown}`,
        'Free some space, and open it again.',
      );
    default:
      return assertNever(reached);
  }
}

function warning(code: string, sentence: string, remedy: string): ContentNote {
  return { code, level: 'warning', sentence, remedy };
}
