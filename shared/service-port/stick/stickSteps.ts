import type { z } from 'zod';
import { assertNever } from '../../assertNever.ts';
import type { stickEvidenceSchema } from './stickPlan.ts';
import type { StickPurpose } from './stickNames.ts';

/**
 * Assumed, since no document covers all versions: FW_UPDATE_LOCAL, which only the page for 5.33 names, does no harm to a controller that
 * does not know it; and the password is read without a line end.
 */
export const STICK_EVIDENCE: z.infer<typeof stickEvidenceSchema> = {
  level: 'vendor-doc',
  source:
    'Bender, “Provisioning via USB” and “End of Line” for 5.33; help texts in the firmware of ebee and Mennekes, 5.12 and 5.31',
  note: 'Not seen on hardware. That FW_UPDATE_LOCAL, which only the page for 5.33 names, does no harm to an older controller is an assumption.',
};

const WORKING = 'All LEDs of the front blink while it works. Leave the stick in.';
const DONE = 'When the ready LED blinks quickly, it is done: take the stick out.';
const PASSWORD = 'The password is on the stick, readable by everybody: remove it when you are done.';

/** What to do with a stick that is prepared. */
export function stickSteps(purpose: StickPurpose): string[] {
  switch (purpose) {
    case 'fetch':
      return [
        'Eject the stick here, and plug it into the USB-A port of the controller.',
        WORKING,
        DONE,
        'Plug it in here again and read it: it holds the configuration and the logs.',
        PASSWORD,
      ];
    case 'settings':
      return [
        'Eject the stick here, and plug it into the USB-A port of the controller while nobody charges.',
        'The controller takes the settings over and restarts by itself.',
        WORKING,
        DONE,
        'Read the settings once more (a stick that fetches, or its page http://192.168.123.123): nothing else proves that they were taken over.',
        PASSWORD,
      ];
    case 'firmware':
      return [
        'Eject the stick here, and plug it into the USB-A port of the controller while nobody charges.',
        'The controller installs the firmware and restarts by itself. Do not switch it off.',
        WORKING,
        DONE,
        'Look at its version afterwards (its page, or its BootNotification): an older version than the one that runs is refused.',
        PASSWORD,
      ];
    default:
      return assertNever(purpose);
  }
}
