import { DMESG } from './bootTexts.ts';

/** An image for the practice charger begins with this line; the version is what it reports after its next start. */
const IMAGE = /^PRACTICE-FW (\d{1,4}\.\d{1,4}\.\d{1,4})\r?\n/;

interface Setting {
  value: string;
  /** Why a value is refused. */
  check?: (value: string) => string | undefined;
}

/** What the practice charger holds over its restarts. */
export class ChargerState {
  readonly serialNumber = 'KC-2209-0417';
  isCharging = false;
  version = '1.2.0';
  /** Taken at the next start. */
  nextVersion: string | undefined;
  readonly settings = new Map<string, Setting>([
    ['maxCurrent', { value: '16', check: between(6, 32) }],
    ['serialNumber', { value: this.serialNumber, check: () => 'read-only' }],
    ['model', { value: 'Practice Wallbox C2', check: () => 'read-only' }],
    ['OcppUrl', { value: 'wss://ocpp.example.com/KC-2209-0417' }],
    [
      'AuthorizationKey',
      {
        value: 'q7Rz-Secret-91Kp',
        check: (value) => (value.length < 16 ? 'at least 16 characters' : undefined),
      },
    ],
    ['ledBrightness', { value: '70', check: between(0, 100) }],
    [
      'freeCharging',
      { value: 'false', check: (value) => (/^(true|false)$/.test(value) ? undefined : 'true or false') },
    ],
  ]);
  readonly files = new Map<string, () => Uint8Array>([
    ['/etc/version', () => text(`${this.version}\n`)],
    [
      '/etc/os-release',
      () =>
        text(
          `NAME="Practice Linux"\nVERSION_ID="${this.version}"\nPRETTY_NAME="Practice Linux ${this.version}"\n`,
        ),
    ],
    ['/proc/uptime', () => text('727.41 688.02\n')],
    ['/var/log/messages', () => text(DMESG)],
    ['/var/log/charger.log', () => text(logText(this))],
    ['/var/log/blob', () => new Uint8Array(10_000_000).fill(120)],
    // Lines and halves of lines that look like prompts.
    ['/etc/motd', () => text('# this is no prompt\nroot@practice:~# \n=> \nlogin: \n100 # \nend\n')],
  ]);

  /** As `chargerctl status` prints it. */
  status(): { state: 'B' | 'C'; currentA: number; voltageV: number; energyWh: number; phases: number[] } {
    const currentA = this.isCharging ? 15.8 : 0;
    return {
      state: this.isCharging ? 'C' : 'B',
      currentA,
      voltageV: 231.4,
      energyWh: 120_450,
      phases: [currentA, currentA, currentA],
    };
  }

  /** Keeps an image until the next start; a file that is none is refused. */
  takeImage(image: Uint8Array): boolean {
    const head = Buffer.from(image.subarray(0, 64)).toString('latin1');
    const version = IMAGE.exec(head)?.[1];
    if (version === undefined) return false;
    this.nextVersion = version;
    return true;
  }

  started(): void {
    this.version = this.nextVersion ?? this.version;
    this.nextVersion = undefined;
  }

  set(key: string, value: string): string {
    const setting = this.settings.get(key);
    if (setting === undefined) return `error: no such key: ${key}\n`;
    const trouble = setting.check?.(value);
    if (trouble !== undefined) return `error: ${key}: ${trouble}\n`;
    setting.value = value;
    return 'OK\n';
  }
}

function between(min: number, max: number) {
  return (value: string) =>
    /^\d{1,4}$/.test(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `must be ${min}..${max}`;
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** The OCPP frames that the charger sent after its latest start, as its log shows them. */
export function ocppLines({ serialNumber, version }: ChargerState): string[] {
  const boot = {
    chargePointVendor: 'Kerbside',
    chargePointModel: 'Practice Wallbox C2',
    chargePointSerialNumber: serialNumber,
    firmwareVersion: version,
  };
  return [
    `ocppd[412]: INFO send [2,"c1","BootNotification",${JSON.stringify(boot)}]`,
    'ocppd[412]: INFO recv [3,"c1",{"status":"Accepted","currentTime":"2026-03-04T05:06:07Z","interval":300}]',
    'ocppd[412]: INFO send [2,"c2","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]',
  ];
}

function logText(state: ChargerState): string {
  const lines = ocppLines(state);
  for (let at = 1; at <= 400; at++) {
    lines.push(
      `2026-03-04T05:${String(at % 60).padStart(2, '0')}:00Z chargerd[380]: cp=B pwm=26.7 temp=${20 + (at % 9)}.5`,
    );
  }
  return `${lines.join('\n')}\n`;
}
