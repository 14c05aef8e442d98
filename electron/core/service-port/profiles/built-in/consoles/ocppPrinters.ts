import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';

/** Devices that print their OCPP traffic on the console. */
export const MICRO_OCPP = {
  schema: 1,
  id: 'micro-ocpp-console',
  name: 'MicroOcpp (OCPP frames in the log)',
  vendor: 'MicroOcpp',
  models: ['OpenEVSE ESP32 gateway', 'MicroOcpp on ESP32 or ESP8266'],
  driver: 'ocpp-lines',
  evidence: {
    level: 'source-code',
    source:
      'MicroOcpp, Debug.h and platformio.ini: MO_TRAFFIC_OUT prints “[MO] Send:” and “[MO] Recv:” with each frame',
    url: 'https://github.com/matth-x/MicroOcpp',
    note: 'Only builds with this switch print the frames.',
  },
  usb: [{ vid: '303a' }, { vid: '10c4', pid: 'ea60' }, { vid: '1a86' }, { vid: '0403' }],
  line: { bauds: [115_200], formats: ['8N1'], bootWaitMs: 3000 },
  ocpp: { prefixes: ['[MO]'], sent: ['[MO] Send:'], received: ['[MO] Recv:'] },
  bootLines: ['^ets [A-Z][a-z]{2} ', '^rst:0x'],
  masks: [
    {
      pattern: '(?:AuthorizationKey|BasicAuthPassword)["\\s:=,]+(?:value["\\s:=]+)?(?<secret>[^"\\s,}]+)',
      meaning: 'key of OCPP',
    },
    { pattern: '(?:password|psk)["=:\\s]+(?<secret>[^"\\s,}]+)', meaning: 'password' },
  ],
  noFirmware: 'Firmware goes in by its web page, or as that of an ESP32 with the maker’s tool.',
  notes: ['Opening the port may restart the ESP32 through DTR; open it with DTR and RTS off to avoid that.'],
} satisfies PortProfileSource;

/** Any charger whose log shows OCPP frames. */
export const OCPP_LOG = {
  schema: 1,
  id: 'ocpp-log',
  name: 'Any charger that prints OCPP frames',
  driver: 'ocpp-lines',
  evidence: {
    level: 'source-code',
    source: 'OCPP-J 1.6 §4: frames are JSON lists that begin with 2, 3 or 4',
    note: 'No charger is known that speaks OCPP itself over a serial line; frames come as lines of a log.',
  },
  line: { bauds: [115_200, 57_600, 38_400, 19_200, 9600, 230_400, 460_800, 921_600], formats: ['8N1'] },
  ocpp: {
    prefixes: ['OCPP', 'WS', 'websocket'],
    sent: ['send', 'sent', 'tx', 'TX', '>>', '->', 'out'],
    received: ['recv', 'received', 'rx', 'RX', '<<', '<-', 'in'],
  },
} satisfies PortProfileSource;
