import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortLine } from '../line/portLine.ts';

/** Sets the line as a boot loader wants it; afterwards it is as it was, since the firmware may speak otherwise. */
export async function withFormat<T>(
  line: PortLine,
  format: LineSettings['format'],
  work: () => Promise<T>,
): Promise<T> {
  const { format: formatBefore, flowControl } = line.settings;
  try {
    await line.setLine({ format, flowControl: 'none' });
    return await work();
  } finally {
    // A port that is gone has nothing to set back.
    if (!line.lost.aborted) {
      await line.setLine({ format: formatBefore, flowControl }).catch(() => undefined);
    }
  }
}
