import { rapiAction, rapiItem, type RapiItemSpec } from './rapiItem.ts';

const NO_DISPLAY = 'Firmware that is built without the display refuses it.';
const COLOUR_NUMBERS: Readonly<Record<string, number>> = {
  off: 0,
  red: 1,
  green: 2,
  yellow: 3,
  blue: 4,
  violet: 5,
  teal: 6,
  white: 7,
};
const DISPLAY_TEXT = /^(\d{1,2}) ([01]) ([ -~]{1,16})$/;

/** What is done once, and the display. */
export const RAPI_ACTION_ITEMS: readonly RapiItemSpec[] = [
  rapiAction(
    'restart',
    'Restart',
    'FR',
    {
      risk: 'restart',
      meaning: 'Ends charging. The charger does not answer it: it restarts and reports when it is back.',
    },
    { proof: 'boot' },
  ),
  rapiAction('button', 'Press the front button', 'F1', {
    risk: 'charging',
    meaning: 'A short press: it stops charging or goes on with it, or moves on in an open menu.',
  }),
  rapiAction(
    'openBootLock',
    'Open the boot lock',
    'SB',
    { risk: 'charging', meaning: 'For firmware that is locked after each start until it is told to go on.' },
    { refusal: 'Most firmware is built without the boot lock.' },
  ),
  {
    ...rapiAction('clearCounters', 'Clear fault counters and energy in all', 'FC', {
      risk: 'safety',
      meaning: 'The counters are evidence of what happened here: save the diagnostics first.',
    }),
    since: '6',
  },
  {
    ...rapiAction('resetRelayLife', 'Reset the relay life estimate', 'FH', {
      risk: 'safety',
      meaning: 'Only after the relay was replaced.',
    }),
    since: '6',
  },
  {
    ...rapiAction(
      'freeRelay',
      'Try to free a stuck relay',
      'FK',
      {
        risk: 'safety',
        meaning: 'Switches the relay many times, up to 30 s. Refused while a car is connected.',
      },
      { timeoutMs: 35_000 },
    ),
    since: '6',
  },
  {
    item: rapiItem('displayUpdates', 'Display shows the state', {
      type: 'boolean',
      access: 'write-only',
      group: 'Display',
      isVolatile: true,
      meaning: 'While it is off, text that is sent stays on the display.',
    }),
    write: { command: (value) => `F0 ${value === 'true' ? '1' : '0'}` },
  },
  {
    item: rapiItem('displayColour', 'Colour of the display', {
      type: 'choice',
      access: 'write-only',
      group: 'Display',
      isVolatile: true,
      choices: Object.keys(COLOUR_NUMBERS).map((colour) => ({ value: colour, title: colour })),
    }),
    write: { command: (value) => `FB ${COLOUR_NUMBERS[value] ?? 0}`, refusal: NO_DISPLAY },
  },
  {
    item: rapiItem('displayText', 'Text on the display', {
      access: 'write-only',
      group: 'Display',
      isVolatile: true,
      meaning: 'Column, line (0 or 1) and text, as “0 1 Out of order”.',
    }),
    write: {
      // A blank in a text is one more argument to the charger, of which it takes ten; 0x11 is shown as a blank, too.
      command: (value) => {
        const [, column = '0', line = '0', text = ''] = DISPLAY_TEXT.exec(value) ?? [];
        return `FP ${Number(column)} ${line} ${text.replaceAll(' ', '\u0011')}`;
      },
      refuses: displayTrouble,
      refusal: `${NO_DISPLAY} While a fault stays until a restart, the display is the charger's own.`,
    },
  },
  {
    item: rapiItem('displayType', 'Kind of display', {
      type: 'choice',
      access: 'read-write',
      group: 'Display',
      choices: [
        { value: 'colour', title: 'Colour backlight' },
        { value: 'mono', title: 'One colour' },
      ],
    }),
    read: {
      command: 'GE',
      value: ({ args }) => {
        const flags = Number.parseInt(args[1] ?? '', 16);
        return Number.isNaN(flags) ? undefined : { value: (flags & 0x0100) === 0 ? 'colour' : 'mono' };
      },
    },
    write: { command: (value) => `S0 ${value === 'colour' ? '1' : '0'}`, refusal: NO_DISPLAY },
  },
];

function displayTrouble(value: string): string | undefined {
  if (!DISPLAY_TEXT.test(value))
    return 'It takes the column, the line (0 or 1) and up to 16 letters, as “0 1 Out of order”.';
  return /[$^*]/.test(value) ? 'The signs $, ^ and * have a meaning of their own on this line.' : undefined;
}
