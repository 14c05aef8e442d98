import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { SessionEvents, SessionPeer, StationSession } from '../stationSession.ts';
import { Responsiveness } from './responsiveness.ts';
import { applyCall, changed } from './stationState.ts';
import { TransactionRegister } from './transactionRegister.ts';

/** What is different of a station: something that it says or is, or only the time of its last message. */
export type StationChange = 'state' | 'heard';

export type StationListener = (handle: StationHandle, change: StationChange) => void;

/** One station: its state and, while it is connected, its session. */
export class StationHandle {
  readonly #onChange: StationListener;
  #station: Station;
  /** Kept apart from the rest, since it changes with every frame. */
  #lastReceivedAt: number | undefined;
  #session: StationSession | undefined;
  readonly #responsiveness = new Responsiveness();
  readonly #transactions: TransactionRegister;

  constructor(station: Station, onChange: StationListener) {
    this.#station = station;
    this.#lastReceivedAt = station.lastReceivedAt;
    this.#transactions = new TransactionRegister(station.connectors);
    this.#onChange = onChange;
  }

  /** A station of the file: whatever it was then, it is not connected now. */
  static restored(station: Station, onChange: StationListener): StationHandle {
    const reason = station.connected ? 'Kerbside ended.' : station.disconnectReason;
    return new StationHandle(
      changed(station, {
        connected: false,
        openCalls: 0,
        disconnectReason: reason,
        unresponsive: undefined,
      }),
      onChange,
    );
  }

  static unseen(
    { stationId, remoteAddress }: Pick<SessionPeer, 'stationId' | 'remoteAddress'>,
    onChange: StationListener,
  ): StationHandle {
    return new StationHandle(
      { id: stationId, remoteAddress, connected: false, bootCount: 0, connectors: [], openCalls: 0 },
      onChange,
    );
  }

  get id(): string {
    return this.#station.id;
  }

  get station(): Station {
    return this.#lastReceivedAt === undefined
      ? this.#station
      : { ...this.#station, lastReceivedAt: this.#lastReceivedAt };
  }

  get session(): StationSession | undefined {
    return this.#session;
  }

  connected(session: StationSession, at: number): void {
    const { version, transport, remoteAddress } = session.peer;
    this.#session = session;
    this.#responsiveness.connected(at, transport);
    this.#set(
      changed(this.#station, {
        connected: true,
        connectedAt: at,
        version,
        transport,
        remoteAddress,
        disconnectedAt: undefined,
        disconnectReason: undefined,
        unresponsive: undefined,
        pingRttMs: undefined,
        missedPongs: undefined,
      }),
    );
  }

  setHasPassword(hasPassword: boolean): void {
    this.#set(changed(this.#station, { hasPassword }));
  }

  /** What a session reports to this station. It ends before a newer one is `connected`. */
  sessionEvents(): SessionEvents {
    return {
      received: (at) => {
        // That it speaks at all is news.
        const isFirst = (this.#lastReceivedAt ?? 0) < (this.#station.connectedAt ?? 0);
        this.#lastReceivedAt = at;
        this.#responsiveness.received(at);
        this.#onChange(this, isFirst ? 'state' : 'heard');
      },
      called: (call) => {
        const attachment = this.#transactions.attach(call);
        this.#transactions.apply(call, attachment);
        this.#set(applyCall(this.#station, call, attachment));
      },
      openCallsChanged: () => this.#set({ ...this.#station, openCalls: this.#session?.openCalls ?? 0 }),
      pinged: (rttMs) => {
        if (rttMs !== undefined) this.#responsiveness.received(Date.now());
        const missed = (this.#station.missedPongs ?? 0) + 1;
        this.#set(
          changed(
            this.#station,
            rttMs === undefined ? { missedPongs: missed } : { pingRttMs: rttMs, missedPongs: 0 },
          ),
        );
      },
      ended: (at, sentence) => {
        this.#session = undefined;
        this.#set(
          changed(this.#station, {
            connected: false,
            disconnectedAt: at,
            disconnectReason: sentence,
            openCalls: 0,
            unresponsive: undefined,
          }),
        );
      },
    };
  }

  /** A command has ended: whether the station answers at all shows over several. */
  ended({ outcome }: Outcome, sentAt: number): void {
    if (outcome === 'answered' || outcome === 'refused') this.#responsiveness.answered();
    if (outcome === 'timed-out') this.#responsiveness.timedOut(sentAt);
    this.#lookAtResponsiveness();
  }

  /** Time has passed while it is connected. */
  tick(at: number): void {
    this.#responsiveness.tick(at, this.#station.heartbeatIntervalS);
    this.#lookAtResponsiveness();
  }

  #lookAtResponsiveness(): void {
    const unresponsive = this.#session === undefined ? undefined : this.#responsiveness.state;
    if (unresponsive !== this.#station.unresponsive) this.#set(changed(this.#station, { unresponsive }));
  }

  #set(station: Station): void {
    if (station === this.#station) return;
    this.#station = station;
    this.#onChange(this, 'state');
  }
}
