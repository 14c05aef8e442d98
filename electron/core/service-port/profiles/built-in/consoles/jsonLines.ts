import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';

/** An open controller for the pilot that speaks one JSON object in each line. */
export const MADHURJYA_CP = {
  schema: 1,
  id: 'dc-plc-madhurjya-cp',
  name: 'DC-PLC-Madhurjya control pilot board (JSON lines)',
  vendor: 'hyndex',
  models: ['ESP control pilot board'],
  driver: 'json-lines',
  evidence: {
    level: 'source-code',
    source: 'DC-PLC-Madhurjya, docs/esp_cp_uart_protocol.md',
    url: 'https://github.com/hyndex/DC-PLC-Madhurjya',
    note: 'The names in the status line were not confirmed; only ping and pong are used.',
  },
  usb: [{ vid: '303a' }, { vid: '10c4', pid: 'ea60' }, { vid: '1a86' }],
  line: { bauds: [115_200], formats: ['8N1'], eol: 'lf', bootWaitMs: 3000, timeoutMs: 1000 },
  kindField: 'type',
  status: [{ kind: 'status', meaning: 'State of the pilot', everyMs: 200 }],
  requests: [{ key: 'ping', send: '{"cmd":"ping"}', replyKind: 'pong', meaning: 'Is it there?' }],
  identify: [{ request: 'ping' }],
  macros: [{ name: 'Ping', send: '{"cmd":"ping"}' }],
  noFirmware: 'Firmware goes in as that of an ESP32, with the maker’s tool.',
} satisfies PortProfileSource;
