import type { CallRequest } from './callQueue.ts';
import type { BootReason } from './dialects/dialect.ts';
import type { Reply } from './link/exchange.ts';
import type { StationBase } from './stationBase.ts';

export type RegistrationStatus = 'Unknown' | 'Pending' | 'Rejected' | 'Accepted';

export interface RegistrationOptions {
  /** A station need not boot again when it only lost its line; many do. */
  bootsOnReconnect: boolean;
  /** The line is back, and a station that was accepted before does not boot again. */
  onReturn(): void;
  /** The central system has taken the station in; what waits in the queue leaves afterwards. */
  onAccepted(): void;
  /** The station comes up again after a restart and has no line yet. */
  onReboot(): void;
}

/** When the central system names no interval, or does not answer at all. */
const OWN_INTERVAL_S = 30;
const SOFT_RESET_S = 3;
const GRACE_MS = 3_000;

/** Boot, heartbeat and reboot: whether the station may speak (OCPP 1.6 §4.2, 2.0.1 B01 to B03). */
export class Registration {
  readonly #station: StationBase;
  readonly #options: RegistrationOptions;
  #status: RegistrationStatus = 'Unknown';
  #reason: BootReason = 'PowerUp';
  #isBootOpen = false;
  #isRebooting = false;
  #cancelHeartbeat: () => void = () => undefined;
  #cancelBoot: () => void = () => undefined;

  constructor(station: StationBase, options: RegistrationOptions) {
    this.#station = station;
    this.#options = options;
    station.settings.onChange((name) => {
      if (name === 'heartbeatInterval') this.#armHeartbeat();
      if (name === 'pingInterval') station.link.keepAlive(station.settings.number('pingInterval'));
    });
  }

  get status(): RegistrationStatus {
    return this.#status;
  }

  get isRebooting(): boolean {
    return this.#isRebooting;
  }

  mayLeave(request: CallRequest): boolean {
    if (this.#status === 'Accepted' || request.action === 'BootNotification') return true;
    return this.#status === 'Pending' && request.isTriggered === true;
  }

  onOpen(): void {
    if (this.#status !== 'Accepted' || this.#options.bootsOnReconnect) {
      this.#boot();
      return;
    }
    this.#options.onReturn();
    this.#heartbeat();
    this.#station.calls.pump();
  }

  onClose(): void {
    this.#cancelHeartbeat();
    this.#cancelBoot();
    this.#isBootOpen = false;
  }

  /** Asked for by TriggerMessage. */
  bootTriggered(): void {
    this.#boot('Triggered');
  }

  heartbeatTriggered(): void {
    this.#heartbeat(true);
  }

  /**
   * Restarts the station: what is queued gets a moment to leave, the line closes, and after the pause of a restart the
   * station boots. Cables stay plugged in.
   */
  reboot(reason: BootReason, onBooted?: () => void): void {
    if (this.#isRebooting) return;
    this.#isRebooting = true;
    this.#whenQueueIsOut(() => {
      const station = this.#station;
      station.background('closing for the restart', station.link.close('rebooting'));
      station.clock.after(SOFT_RESET_S * 1000, () => {
        this.#status = 'Unknown';
        this.#reason = reason;
        this.#isRebooting = false;
        onBooted?.();
        this.#options.onReboot();
        station.link.open();
      });
    });
  }

  #whenQueueIsOut(run: () => void): void {
    const { clock, calls } = this.#station;
    const deadline = Date.now() + GRACE_MS;
    const check = (): void => {
      if (calls.isIdle || Date.now() > deadline) run();
      else clock.afterReal(20, check);
    };
    clock.afterReal(20, check);
  }

  #boot(reason: BootReason = this.#reason): void {
    if (this.#isBootOpen) return;
    this.#cancelBoot();
    this.#isBootOpen = true;
    const station = this.#station;
    station.calls.add({
      action: 'BootNotification',
      payload: () => station.dialect.boot(reason),
      onReply: (reply) => this.#onBootReply(reply),
    });
  }

  #onBootReply(reply: Reply): void {
    this.#isBootOpen = false;
    if (reply.kind === 'disconnected') return;
    const station = this.#station;
    const payload = reply.kind === 'result' ? reply.payload : {};
    const interval = payload['interval'] ?? payload['heartbeatInterval'];
    const intervalS = typeof interval === 'number' && interval > 0 ? interval : OWN_INTERVAL_S;
    station.clock.follow(payload['currentTime']);
    if (payload['status'] === 'Accepted') {
      const isNew = this.#status !== 'Accepted';
      this.#status = 'Accepted';
      if (interval !== 0) station.settings.set('heartbeatInterval', String(intervalS));
      this.#armHeartbeat();
      if (!isNew) return;
      this.#options.onAccepted();
      station.calls.pump();
      return;
    }
    if (payload['status'] === 'Pending' || payload['status'] === 'Rejected') this.#status = payload['status'];
    this.#cancelBoot = station.clock.after(intervalS * 1000, () => this.#boot());
  }

  #heartbeat(isTriggered = false): void {
    const { calls, clock } = this.#station;
    calls.add({
      action: 'Heartbeat',
      payload: () => ({}),
      isTriggered,
      onReply(reply) {
        if (reply.kind === 'result') clock.follow(reply.payload['currentTime']);
      },
    });
    this.#armHeartbeat();
  }

  #armHeartbeat(): void {
    this.#cancelHeartbeat();
    if (this.#status !== 'Accepted') return;
    const intervalS = Math.max(1, this.#station.settings.number('heartbeatInterval'));
    this.#cancelHeartbeat = this.#station.clock.after(intervalS * 1000, () => this.#heartbeat());
  }
}
