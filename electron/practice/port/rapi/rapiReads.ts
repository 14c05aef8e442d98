import type { OpenEvse } from './openEvse.ts';

/** Which firmware it is. */
export interface RapiVersion {
  firmware: string;
  protocol: string;
  /** Before RAPI 5: short answers, the state as a decimal number, no sequence ids. */
  isOld: boolean;
  /** RAPI 6. */
  isNewer: boolean;
}

type Read = (evse: OpenEvse, version: RapiVersion) => string | undefined;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** Six characters of any value and four bytes in hex; the firmware of the 328 sets a blank before it. */
const MCU_ID = ' \u0001\u0012A5z\u001f3C0A0B0D';

/** What is answered to reading commands; undefined is a refusal. */
export const RAPI_READS: Readonly<Record<string, Read>> = {
  GV: (_evse, { firmware, protocol }) => `${firmware} ${protocol}`,
  GI: (_evse, { isOld }) => (isOld ? undefined : MCU_ID),
  GS: (evse, { isOld }) =>
    isOld
      ? `${evse.state} ${evse.elapsedS}`
      : `${hex(evse.state, 2)} ${evse.elapsedS} ${hex(evse.pilot, 2)} ${hex(evse.liveFlags, 4)}`,
  G0: (evse, { isOld }) => (isOld ? undefined : String(Number(evse.isConnected))),
  GC: (evse, { isOld }) =>
    `${evse.minAmps} ${evse.hardwareAmps}${isOld ? '' : ` ${evse.amps} ${evse.savedAmps}`}`,
  GE: (evse) => `${evse.amps} ${hex(evse.settings, 4)}`,
  GG: (evse) => `${evse.milliAmps} ${evse.milliVolts}`,
  GU: (evse) => `${evse.sessionWs} ${evse.totalWh}`,
  GF: (evse) => evse.faults.map((count) => count.toString(16)).join(' '),
  GP: () => '231 -2560 -2560',
  GT: (evse) => clock(evse.clockOffMs),
  GD: (evse, { isOld }) => (isOld ? undefined : evse.timer.join(' ')),
  G3: (evse) => String(evse.timeLimit15),
  GH: (evse) => String(evse.energyLimitKwh),
  G5: (evse, { isOld }) => (isOld ? undefined : `${Number(evse.isLocked)} ${evse.isLockManual ? 'M' : 'A'}`),
  GA: (evse) => evse.ammeter.join(' '),
  GY: (evse, { isOld }) => (isOld ? undefined : evse.heartbeat.join(' ')),
  GO: (evse, { isNewer }) => (isNewer ? String(evse.panicTenths) : undefined),
  GR: (evse, { isNewer }) => (isNewer ? evse.relays.map(Number).join(' ') : undefined),
  GZ: (evse, { isNewer }) => (isNewer ? `5002 ${evse.zeroMa}` : undefined),
  GW: (_evse, { isNewer }) => (isNewer ? '3 120 12 8' : undefined),
  GL: (_evse, { isNewer }) => (isNewer ? '97 412 1500 8 0 65535 65535 0 0' : undefined),
};

function clock(offMs: number): string {
  const at = new Date(Date.now() + offMs);
  const day = [at.getFullYear() % 100, at.getMonth() + 1, at.getDate()];
  return [...day, at.getHours(), at.getMinutes(), at.getSeconds()].join(' ');
}
