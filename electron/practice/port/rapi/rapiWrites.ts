import { FEATURE_BITS, type OpenEvse } from './openEvse.ts';
import type { RapiVersion } from './rapiReads.ts';

/** `text` stands after OK or NK. */
export interface RapiOutcome {
  isOk: boolean;
  text?: string;
}

type Write = (evse: OpenEvse, args: readonly string[], version: RapiVersion) => RapiOutcome;

const OK: RapiOutcome = { isOk: true };
const NK: RapiOutcome = { isOk: false };
const done = (act: (evse: OpenEvse) => void): Write => {
  return (evse) => {
    act(evse);
    return OK;
  };
};
/** As the firmware reads a number before RAPI 6: a minus sign makes nonsense of it. */
const number = (text: string | undefined): number =>
  Array.from(text ?? '').reduce((sum, character) => sum * 10 + character.charCodeAt(0) - 48, 0);

/** What writing commands and actions do; `$FR` is not among them, since it has no answer. */
export const RAPI_WRITES: Readonly<Record<string, Write>> = {
  F0: (_evse, args) => (args.length === 1 ? OK : NK),
  F1: done((evse) => (evse.state >= 0xfe ? evse.enable() : evse.sleep())),
  FB: (_evse, args) => (args.length === 1 ? OK : NK),
  FC: (evse, _args, { isNewer }) => {
    if (!isNewer) return NK;
    evse.clearCounters();
    return OK;
  },
  FD: done((evse) => evse.disable()),
  FE: done((evse) => evse.enable()),
  FF: (evse, [feature, bit], { isOld }) => (isOld ? NK : switchFeature(evse, feature, bit)),
  FO: (evse, [tenths], { isNewer }) => {
    if (!isNewer) return NK;
    evse.panicTenths = number(tenths);
    return OK;
  },
  FP: (_evse, args) => (args.length >= 3 ? OK : NK),
  FS: done((evse) => evse.sleep()),
  S0: (evse, [type]) => {
    evse.setFeature(0x0100, type !== '0');
    return OK;
  },
  S1: setClock,
  S3: (evse, [count]) => {
    if (!evse.isLimitAllowed) return NK;
    evse.timeLimit15 = number(count);
    return OK;
  },
  S5: setLock,
  SA: (evse, [scale, offset]) => {
    if (offset === undefined) return NK;
    evse.ammeter = [number(scale), number(offset)];
    return OK;
  },
  SB: () => ({ isOk: true, text: '0' }),
  SC: (evse, [amps, mode]) => {
    if (mode?.startsWith('M') === true)
      throw new Error('The maximum of the hardware was about to be written.');
    const isExact = evse.setAmps(number(amps), mode !== undefined);
    return { isOk: isExact, text: String(evse.amps) };
  },
  SD: (evse, [bit], { isOld }) => (isOld ? switchFeature(evse, 'D', bit) : NK),
  SG: (evse, [bit], { isOld }) => (isOld ? switchFeature(evse, 'G', bit) : NK),
  SH: (evse, [kwh]) => {
    if (!evse.isLimitAllowed) return NK;
    evse.energyLimitKwh = number(kwh);
    return OK;
  },
  SK: (evse, [wh]) => {
    evse.totalWh = number(wh);
    return OK;
  },
  SL: (evse, [level]) => {
    if (level !== '1' && level !== '2' && level !== 'A') return NK;
    evse.setLevel(level);
    return OK;
  },
  SR: (evse, [relay, bit], { isNewer }) => {
    const index = number(relay) - 1;
    if (!isNewer || index < 0 || index > 2) return NK;
    evse.relays[index] = bit !== '0';
    return OK;
  },
  ST: (evse, [fromH, fromM, toH, toM]) => {
    if (toM === undefined) return NK;
    evse.timer = [number(fromH), number(fromM), number(toH), number(toM)];
    return OK;
  },
  SV: (evse, [milliVolts]) => {
    evse.milliVolts = number(milliVolts);
    return OK;
  },
  SY: setHeartbeat,
  SZ: (evse, [ma], { isNewer }) => {
    if (!isNewer) return NK;
    evse.zeroMa = Math.min(5000, number(ma));
    return OK;
  },
};

function switchFeature(evse: OpenEvse, feature: string | undefined, bit: string | undefined): RapiOutcome {
  const mask = FEATURE_BITS[feature ?? ''];
  if (mask === undefined || (bit !== '0' && bit !== '1')) return NK;
  evse.setFeature(mask, bit === '1');
  return OK;
}

function setClock(evse: OpenEvse, args: readonly string[]): RapiOutcome {
  const [year, month, day, hour, minute, second, ...more] = args.map(number);
  if (second === undefined || more.length > 0) return NK;
  const at = new Date(2000 + (year ?? 0), (month ?? 1) - 1, day, hour, minute, second);
  evse.clockOffMs = at.getTime() - Date.now();
  return OK;
}

function setLock(evse: OpenEvse, [mode]: readonly string[]): RapiOutcome {
  if (mode === 'A' || mode === 'M') evse.isLockManual = mode === 'M';
  else if (mode === '0' || mode === '1') evse.isLocked = mode === '1';
  else return NK;
  return OK;
}

/** Switching it off without a missed heartbeat is answered with a refusal, and done. */
function setHeartbeat(evse: OpenEvse, args: readonly string[]): RapiOutcome {
  const outcome = (isOk: boolean): RapiOutcome => ({ isOk, text: evse.heartbeat.join(' ') });
  if (args.length === 0) return outcome(evse.heartbeat[2] !== 2);
  if (args.length === 1) {
    if (args[0] !== '165') return outcome(false);
    evse.heartbeat[2] = Math.min(1, evse.heartbeat[2]);
    return outcome(true);
  }
  evse.heartbeat = [number(args[0]), number(args[1]), 0];
  return outcome(evse.heartbeat[0] !== 0);
}
