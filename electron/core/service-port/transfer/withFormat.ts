import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortLine } from '../line/portLine.ts';
import type { FlashJob } from './flasher.ts';
import { FlashRefusal } from './flashRefusal.ts';
import { LineAnswers } from './lineAnswers.ts';

/** A server of the network may take its time over the settings. */
const SET_LINE_MS = 10_000;

/** Sets the line as a boot loader wants it; afterwards it is as it was, since the firmware may speak otherwise. */
export async function withFormat<T>(
  { line, signal }: FlashJob,
  format: LineSettings['format'],
  work: (answers: LineAnswers) => Promise<T>,
): Promise<T> {
  const { format: formatBefore, flowControl } = line.settings;
  const answers = new LineAnswers(line, signal);
  try {
    if (!(await isSet(answers, line, { format, flowControl: 'none' }))) {
      throw new FlashRefusal(`The port does not take the line settings ${format}. Nothing was sent.`);
    }
    return await work(answers);
  } finally {
    answers.stop();
    await setBack(line, { format: formatBefore, flowControl });
  }
}

/** Also after a stop; a port that is gone has nothing to set back. */
async function setBack(line: PortLine, settings: Partial<LineSettings>): Promise<void> {
  const answers = new LineAnswers(line, new AbortController().signal);
  await isSet(answers, line, settings).catch(() => undefined);
  answers.stop();
}

async function isSet(
  answers: LineAnswers,
  line: PortLine,
  settings: Partial<LineSettings>,
): Promise<boolean> {
  const isDone = line.setLine(settings).then(() => true);
  // It may end after whoever waits has gone.
  isDone.catch(() => undefined);
  return (await answers.orLater(isDone, SET_LINE_MS)) ?? false;
}
