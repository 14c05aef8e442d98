import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';

/** Line settings of which some are given; what is undefined is not. */
export type LineWish = { [K in keyof LineSettings]?: LineSettings[K] | undefined };

/** The settings with what is wished; later wishes win. */
export function changedLine(line: LineSettings, ...wishes: Array<LineWish | undefined>): LineSettings {
  const changed = { ...line };
  for (const wish of wishes) {
    changed.baud = wish?.baud ?? changed.baud;
    changed.format = wish?.format ?? changed.format;
    changed.flowControl = wish?.flowControl ?? changed.flowControl;
    changed.dtr = wish?.dtr ?? changed.dtr;
    changed.rts = wish?.rts ?? changed.rts;
  }
  return changed;
}
