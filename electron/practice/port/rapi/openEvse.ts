const L2 = 0x0001;
const AUTO_LEVEL_OFF = 0x0020;
const EV_CONNECTED = 0x0100;
const SESSION_ENDED = 0x0200;
const WAS_CONNECTED = 0x0400;
const CHARGING_ON = 0x0040;
/** Changes of these bits alone are told at once. */
const TOLD_FLAGS = 0x0008 | EV_CONNECTED | 0x0010 | 0x2000 | 0x0002;

export const FEATURE_BITS: Readonly<Record<string, number>> = {
  D: 0x0002,
  V: 0x0004,
  G: 0x0008,
  R: 0x0010,
  F: 0x0200,
  T: 0x0400,
  B: 0x8000,
};

/** What an OpenEVSE is at a moment: state, settings and counters, as its firmware keeps them. */
export class OpenEvse {
  readonly minAmps = 6;
  /** Written once in its life, by `$SC n M`. */
  hardwareAmps = 80;
  isHardwareSet = false;
  state = 0x01;
  pilot = 0x01;
  /** Kept over a restart. */
  savedAmps = 24;
  amps = 24;
  settings = L2;
  liveFlags = SESSION_ENDED;
  timeLimit15 = 0;
  energyLimitKwh = 0;
  timer: [number, number, number, number] = [0, 0, 0, 0];
  heartbeat: [number, number, number] = [0, 0, 0];
  ammeter: [number, number] = [220, 150];
  isLockManual = false;
  isLocked = false;
  faults: [number, number, number] = [0, 0, 0];
  totalWh = 123_456;
  milliVolts = 240_000;
  /** Of its clock against this computer's, in ms. */
  clockOffMs = 0;
  relays: [boolean, boolean, boolean] = [true, true, true];
  zeroMa = 200;
  panicTenths = 750;
  #sessionWs = 0;
  #chargingSince: number | undefined;
  #elapsedS = 0;

  get isConnected(): boolean {
    return (this.liveFlags & EV_CONNECTED) !== 0;
  }

  get isLimitAllowed(): boolean {
    return this.state === 0x02 || this.state === 0x03;
  }

  get milliAmps(): number {
    return this.#chargingSince === undefined ? 0 : Math.min(this.amps, 32) * 1000 - 130;
  }

  get elapsedS(): number {
    return Math.floor(this.#elapsedS + this.#runningS());
  }

  get sessionWs(): number {
    return Math.round(this.#sessionWs + (this.#runningS() * this.milliAmps * this.milliVolts) / 1e6);
  }

  /** What is told unasked when it changes. */
  get told(): string {
    return [this.state, this.pilot, this.amps, this.liveFlags & TOLD_FLAGS].join(' ');
  }

  plug(): void {
    this.#sessionWs = 0;
    this.#elapsedS = 0;
    this.liveFlags |= EV_CONNECTED | WAS_CONNECTED;
    this.#settle(0x02);
  }

  charge(): void {
    if (!this.isConnected) this.plug();
    this.#settle(0x03);
  }

  unplug(): void {
    this.#settle(0x01);
    this.liveFlags = (this.liveFlags & ~(EV_CONNECTED | WAS_CONNECTED)) | SESSION_ENDED;
    this.timeLimit15 = 0;
    this.energyLimitKwh = 0;
  }

  enable(): void {
    if (this.state >= 0xfe) this.#settle(this.pilot);
  }

  sleep(): void {
    this.#settle(0xfe);
  }

  disable(): void {
    this.#settle(0xff);
  }

  setLevel(level: '1' | '2' | 'A'): void {
    if (level === 'A') this.settings &= ~AUTO_LEVEL_OFF;
    else this.settings = (level === '2' ? this.settings | L2 : this.settings & ~L2) | AUTO_LEVEL_OFF;
  }

  /** Answers with the current that holds, and whether it is the one that was asked for. */
  setAmps(wanted: number, isVolatile: boolean): boolean {
    const most = isVolatile ? this.savedAmps : this.hardwareAmps;
    this.amps = Math.min(most, Math.max(this.minAmps, wanted));
    if (!isVolatile) this.savedAmps = this.amps;
    return this.amps === wanted;
  }

  setFeature(bit: number, isOn: boolean): void {
    this.settings = isOn ? this.settings & ~bit : this.settings | bit;
  }

  clearCounters(): void {
    this.faults = [0, 0, 0];
    this.totalWh = 0;
  }

  /** What is lost with the power. */
  restart(): void {
    const wasConnected = this.isConnected;
    this.#settle(0x01);
    this.liveFlags = SESSION_ENDED;
    this.amps = this.savedAmps;
    this.timeLimit15 = 0;
    this.energyLimitKwh = 0;
    this.isLockManual = false;
    if (wasConnected) this.plug();
  }

  #runningS(): number {
    return this.#chargingSince === undefined ? 0 : (performance.now() - this.#chargingSince) / 1000;
  }

  #settle(state: number): void {
    if (this.#chargingSince !== undefined && state !== 0x03) {
      this.#sessionWs = this.sessionWs;
      this.totalWh += Math.round(this.#sessionWs / 3600);
      this.#elapsedS += this.#runningS();
      this.#chargingSince = undefined;
      this.liveFlags &= ~CHARGING_ON;
    }
    this.state = state;
    if (state < 0xfe) this.pilot = state;
    if (state === 0x03 && this.#chargingSince === undefined) {
      this.#chargingSince = performance.now();
      this.liveFlags = (this.liveFlags | CHARGING_ON) & ~SESSION_ENDED;
    }
  }
}
