import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';

const PROMPTS = [
  { name: 'login', pattern: '[A-Za-z0-9_-]+ login: ?$' },
  { name: 'password', pattern: '[Pp]assword: ?$' },
  { name: 'uboot', pattern: '^(?:=>|U-Boot>|[A-Za-z0-9_.-]+ ?# ?>|[A-Za-z0-9_-]+=>) ?$' },
  { name: 'shell', pattern: '[#$] ?$' },
];

const MASKS = [
  { pattern: '(?:psk|wpa_passphrase|password|passwd)[=:] *"?(?<secret>[^"\\s]+)', meaning: 'password' },
  { pattern: '(?:AuthorizationKey|BasicAuthPassword)["\\s:=]+(?<secret>[^"\\s,}]+)', meaning: 'key of OCPP' },
];

/** A controller with Linux behind U-Boot, as most larger chargers have. */
export const LINUX_UBOOT = {
  schema: 1,
  id: 'linux-uboot-console',
  name: 'Linux console with U-Boot',
  driver: 'console',
  evidence: {
    level: 'source-code',
    source: 'U-Boot, doc/usage/cmd (loadx, loady, loadb); TI processor SDK, UART boot',
    url: 'https://docs.u-boot.org/en/latest/usage/',
    note: 'Rates, prompts and addresses differ between boards; a profile of your own can say those of a charger.',
  },
  line: {
    bauds: [115_200, 57_600, 9600],
    formats: ['8N1'],
    eol: 'cr',
    hasEcho: true,
    timeoutMs: 5000,
    retries: 1,
  },
  prompts: PROMPTS,
  login: {
    userPrompt: 'login',
    passwordPrompt: 'password',
    shellPrompt: 'shell',
    refused: 'Login incorrect',
  },
  pager: { prompt: '--More--', send: ' ' },
  bootLines: ['^U-Boot (?:SPL )?[0-9]{4}\\.', '^Booting Linux on ', '^Starting kernel'],
  commands: [
    {
      key: 'osRelease',
      send: 'cat /etc/os-release',
      meaning: 'Name and version of the system',
      at: ['shell'],
      parse: { kind: 'key-value', separator: '=' },
    },
    {
      key: 'kernel',
      send: 'uname -a',
      meaning: 'Kernel',
      at: ['shell'],
      parse: { kind: 'lines', patterns: ['^Linux (?<host>\\S+) (?<release>\\S+)'] },
    },
    {
      key: 'uptime',
      send: 'cat /proc/uptime',
      meaning: 'Time since start',
      at: ['shell'],
      parse: { kind: 'lines', patterns: ['^(?<seconds>[0-9]+)'] },
    },
    {
      key: 'ubootVersion',
      send: 'version',
      meaning: 'Version of U-Boot',
      at: ['uboot'],
      parse: { kind: 'lines', patterns: ['U-Boot (?<version>[0-9]{4}\\.[0-9]+\\S*)'] },
    },
  ],
  identity: { firmwareVersion: 'systemVersion', model: 'host', facts: ['system', 'kernel'] },
  items: [
    { key: 'system', title: 'System', type: 'text', read: { command: 'osRelease', field: 'PRETTY_NAME' } },
    {
      key: 'systemVersion',
      title: 'Version',
      type: 'text',
      read: { command: 'osRelease', field: 'VERSION_ID' },
    },
    { key: 'host', title: 'Name', type: 'text', read: { command: 'kernel', field: 'host' } },
    { key: 'kernel', title: 'Kernel', type: 'text', read: { command: 'kernel', field: 'release' } },
    {
      key: 'uptime',
      title: 'Time since start',
      type: 'integer',
      unit: 's',
      isLive: true,
      read: { command: 'uptime', field: 'seconds' },
    },
  ],
  diagnostics: [
    { title: 'Kernel log', send: 'dmesg', method: 'command', at: ['shell'] },
    { title: 'System log', send: 'cat /var/log/messages', method: 'command', at: ['shell'] },
    { title: 'Journal', send: 'journalctl --no-pager -n 5000', method: 'command', at: ['shell'] },
    { title: 'System log as a file (YMODEM)', send: 'sb /var/log/messages', method: 'ymodem', at: ['shell'] },
    {
      title: 'Log of the charger as a file (YMODEM)',
      send: 'sb /var/log/charger.log',
      method: 'ymodem',
      at: ['shell'],
    },
  ],
  firmware: {
    method: 'ymodem',
    isExperimental: true,
    accepts: ['.img', '.bin', '.itb'],
    parameters: [
      {
        name: 'loadaddr',
        title: 'Address in memory',
        default: '${loadaddr}',
        pattern: '^(?:0x[0-9a-fA-F]{1,8}|\\$\\{loadaddr\\})$',
      },
    ],
    start: 'loady ${loadaddr}',
    waitFor: 'Ready for binary|CC?$',
    after: [
      {
        expect: 'Total Size',
        withinMs: 30_000,
        otherwise: 'U-Boot did not say how much came; load it again before it is used.',
      },
    ],
    warnings: [
      'The file only comes into memory: what is then done with it (boot, write to flash) is said by the maker’s instructions.',
      'U-Boot has to be stopped at its start before: press a key while it counts down.',
    ],
  },
  masks: MASKS,
  forbidden: [
    {
      pattern: '^\\s*(?:saveenv|env +default)',
      why: 'It changes the environment of U-Boot for good; do it by hand only with the maker’s instructions.',
    },
    {
      pattern: '^\\s*(?:nand|sf|mmc) +(?:erase|write|scrub)',
      why: 'It erases or writes the flash of the charger.',
    },
    { pattern: '\\bmkfs|\\bdd +.*of=/dev/', why: 'It overwrites the storage of the charger.' },
  ],
  macros: [
    { name: 'Version of U-Boot', send: 'version' },
    { name: 'Environment of U-Boot', send: 'printenv', meaning: 'May show passwords' },
    { name: 'Load by YMODEM', send: 'loady {address}' },
    { name: 'Load by XMODEM', send: 'loadx {address}' },
    { name: 'Send a file by YMODEM', send: 'sb {path}' },
  ],
  notes: [
    'User name and password are asked for each time and never kept.',
    'Pulling a file wants the program sb (lrzsz) on the charger.',
  ],
} satisfies PortProfileSource;

/** The boot ROM of TI’s processors when it finds nothing else to start. */
export const TI_ROM = {
  schema: 1,
  id: 'ti-boot-rom',
  name: 'TI processor, boot over UART',
  vendor: 'Texas Instruments',
  models: ['AM335x', 'AM437x', 'AM57xx'],
  driver: 'console',
  evidence: {
    level: 'vendor-doc',
    source: 'TI processor SDK user guide, UART boot',
    url: 'https://software-dl.ti.com/processor-sdk-linux/',
  },
  line: { bauds: [115_200], formats: ['8N1'], eol: 'none', hasEcho: false },
  bootLines: ['^CCCC'],
  firmware: {
    method: 'xmodem-crc',
    isExperimental: true,
    accepts: ['.bin', '.img'],
    warnings: [
      'The boot ROM takes the first loader (SPL) by XMODEM; the SPL then asks for u-boot.img by YMODEM, with the profile “Linux console with U-Boot”.',
      'Nothing is written to the flash: after the next start the charger is as before.',
    ],
  },
  notes: [
    'The boot ROM prints C again and again while it waits; which pins make it boot from UART is in the board’s manual.',
  ],
} satisfies PortProfileSource;

/** chargebyte’s controllers run Linux; the console is that of Linux. */
export const CHARGEBYTE = {
  ...LINUX_UBOOT,
  id: 'chargebyte-charge-control',
  name: 'chargebyte Charge Control (Linux console)',
  vendor: 'chargebyte',
  models: ['Charge Control M', 'Charge Control C'],
  evidence: {
    level: 'vendor-doc',
    source: 'chargebyte Charge Control user guide, August 2021 (table of contents)',
    note: 'The guide names “Update via SSH or Serial Console”; the rate is not public, 115200 8N1 is the usual one.',
  },
  firmware: undefined,
  noFirmware:
    'The guide updates over the console by HTTP or FTP (the charger fetches the file), not by a transfer over the cable: log in and use its update command.',
} satisfies PortProfileSource;
