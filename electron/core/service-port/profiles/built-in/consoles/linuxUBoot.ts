import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';

/** Of U-Boot (CONFIG_SYS_PROMPT): `=> `, `U-Boot> `, `AM335x U-Boot# `, `MX6 # > `, `board=> `. */
const UBOOT_PROMPT =
  '(?:=>|[A-Za-z0-9_. -]{0,24}[Uu]-?[Bb]oot[^#$%>]{0,24}[>#]|[A-Za-z0-9_.-]+ ?# ?>|[A-Za-z0-9_-]+ ?=>) ?$';

const PROMPTS = [
  { name: 'login', pattern: '[A-Za-z0-9_-]+ login: ?$' },
  { name: 'password', pattern: '[Pp]assword: ?$' },
  { name: 'uboot', pattern: `^${UBOOT_PROMPT}` },
  { name: 'shell', pattern: '[#$] ?$' },
];

const MASKS = [
  { pattern: '(?:psk|wpa_passphrase|password|passwd)[=:] *"?(?<secret>[^"\\s]+)', meaning: 'password' },
  { pattern: '(?:AuthorizationKey|BasicAuthPassword)["\\s:=]+(?<secret>[^"\\s,}]+)', meaning: 'key of OCPP' },
];

/**
 * From the shell over a restart to the prompt of U-Boot, `loady`, and a new start. The countdown is that of CONFIG_AUTOBOOT, with `bootdelay`
 * seconds; a board that asks for a certain key or word, or for commands that write what was loaded, gets a profile of its own.
 */
const FIRMWARE = {
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
    { name: 'reboot', title: 'Command of Linux that starts it anew', default: 'reboot' },
    { name: 'stopKey', title: 'Key, or word, that stops the countdown', default: ' ' },
    {
      name: 'restart',
      title: 'Command of U-Boot after the transfer',
      default: 'reset',
    },
  ],
  before: [
    {
      send: '${reboot}',
      expect: 'to (?:stop|abort|interrupt) (?:the )?(?:auto)?boot',
      // Linux stops its services first; systemd gives each of them 90 s.
      withinMs: 120_000,
      otherwise:
        'No countdown of U-Boot was seen: only root may restart it, or the board counts down nothing (bootdelay 0 or -2).',
    },
    {
      send: '${stopKey}',
      expect: `(?:^|[\\r\\n])${UBOOT_PROMPT}`,
      withinMs: 10_000,
      otherwise: 'The countdown was not stopped: the board may want a certain key or word, or a password.',
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
    {
      send: '${restart}',
      expect: 'U-Boot (?:SPL |TPL )?[0-9]|Starting kernel|Booting Linux',
      withinMs: 120_000,
      otherwise: 'It did not start anew after the transfer.',
    },
  ],
  restartMs: 120_000,
  warnings: [
    'The charger is started anew, and stopped in its boot loader.',
    'U-Boot loads the file into memory only: what writes it to the flash are the board’s own commands, from the maker’s instructions. With “reset” alone the charger starts with what it had.',
    'That it is in is known only by the version that Linux tells afterwards.',
  ],
} satisfies Extract<PortProfileSource, { driver: 'console' }>['firmware'];

const LOGIN_NOTE = 'User name and password are asked for each time and never kept.';
const PULL_NOTE = 'Pulling a file wants the program sb (lrzsz) on the charger.';

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
  firmware: FIRMWARE,
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
    LOGIN_NOTE,
    PULL_NOTE,
    'Firmware: log in first. Kerbside restarts the charger, stops the countdown of U-Boot and loads the file into memory by YMODEM. What is loaded must be written by the board’s own commands: a profile of your own gives them as steps after the transfer, or as the parameter “restart” (such as “run update”).',
    'Whether a firmware is in is verified by the version alone: it must differ from the one before.',
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
    // None of these processors has more memory of its own (AM57xx, OCMC_RAM1): a whole U-Boot is the file of the next step.
    maxBytes: 512 * 1024,
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
  notes: [LOGIN_NOTE, PULL_NOTE],
  firmware: undefined,
  noFirmware:
    'The guide updates over the console by HTTP or FTP (the charger fetches the file), not by a transfer over the cable: log in and use its update command.',
} satisfies PortProfileSource;
