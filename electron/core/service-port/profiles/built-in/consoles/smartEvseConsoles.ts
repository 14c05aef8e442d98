import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';

/** The menu of SmartEVSE v1 and v2. */
export const SMART_EVSE_CLI = {
  schema: 1,
  id: 'smartevse-cli',
  name: 'SmartEVSE v1/v2 (menu)',
  vendor: 'Stegen Electronics',
  models: ['SmartEVSE v1', 'SmartEVSE v2'],
  driver: 'console',
  evidence: {
    level: 'source-code',
    source: 'SmartEVSE, CLI.md',
    url: 'https://github.com/SmartEVSE/smartevse',
    note: 'What the menu prints was not confirmed, so it is a console without known prompts.',
  },
  line: {
    bauds: [115_200],
    formats: ['8N1'],
    eol: 'cr',
    hasEcho: true,
    timeoutMs: 2000,
    wakeUp: { send: '', times: 3, everyMs: 300 },
  },
  macros: [{ name: 'Menu', send: '', meaning: 'An empty line, a few times, brings the menu' }],
  noFirmware: 'Firmware goes in by a programmer on the board.',
  notes: [
    'Pins under the display: ground, unused, unused, RXD, TXD, unused; a TTL cable with 3.3 V or 5 V.',
    'Settings are changed in its menu by hand.',
  ],
} satisfies PortProfileSource;

/** Between the two chips of a SmartEVSE v4. */
export const SMART_EVSE_4 = {
  schema: 1,
  id: 'smartevse-4-lines',
  name: 'SmartEVSE v4, internal UART (lines)',
  vendor: 'Stegen Electronics',
  models: ['SmartEVSE v4'],
  driver: 'console',
  evidence: {
    level: 'source-code',
    source: 'SmartEVSE-3 firmware, esp32.cpp and wchisp.cpp (commit 2bc42383)',
    url: 'https://github.com/SmartEVSE/SmartEVSE-3',
    note: 'Lines have the form @Key:value; which keys there are differs between versions.',
  },
  line: { bauds: [500_000, 115_200], formats: ['8N1'], eol: 'lf', hasEcho: false, timeoutMs: 1000 },
  noFirmware:
    'The second chip takes firmware by the WCH boot loader at 115200 baud; the ESP32 does that itself when it is updated.',
  notes: [
    'This line runs inside of the charger; listening is safe, sending disturbs it.',
    'The USB port of the ESP32 is a console at 115200 baud.',
  ],
  usb: [{ vid: '303a' }],
} satisfies PortProfileSource;

/** USB console of a SmartEVSE-3. */
export const SMART_EVSE_3_CONSOLE = {
  schema: 1,
  id: 'smartevse-3-console',
  name: 'SmartEVSE-3 (USB debug console)',
  vendor: 'Stegen Electronics',
  models: ['SmartEVSE-3'],
  driver: 'console',
  evidence: {
    level: 'source-code',
    source: 'SmartEVSE-3 firmware, src/main.h and esp32.cpp',
    url: 'https://github.com/SmartEVSE/SmartEVSE-3',
    note: 'Only builds for debugging print much here.',
  },
  usb: [{ vid: '10c4', pid: 'ea60' }, { vid: '1a86' }],
  line: { bauds: [115_200], formats: ['8N1'], eol: 'crlf', hasEcho: false, bootWaitMs: 3000 },
  bootLines: ['^ets [A-Z][a-z]{2} ', '^rst:0x'],
  masks: [{ pattern: '(?:password|psk)[=:] *(?<secret>\\S+)' }],
  firmware: {
    method: 'esp32',
    isExperimental: true,
    accepts: ['.bin'],
    chip: { name: 'ESP32', flashAddress: 0x10000 },
    warnings: [
      'Only the firmware itself goes in, at 10000h; a whole image of the flash would overwrite the boot loader.',
      'The ESP32 is reset by DTR and RTS of its USB port.',
    ],
  },
} satisfies PortProfileSource;
