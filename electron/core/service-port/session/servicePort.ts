import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params, Result } from '../../../../shared/contract/methods.ts';
import type { RateDetection } from '../../../../shared/service-port/rateDetection.ts';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { PortFailure, PortState } from '../../../../shared/service-port/portState.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { LineWish } from '../line/changedLine.ts';
import type { ConsoleStream } from '../line/consoleStream.ts';
import { detectionNote, PortDetection } from '../rate/portDetection.ts';
import { portFailureOf } from '../transport/portError.ts';
import { BriefReturns } from './briefReturns.ts';
import { bytesToSend } from './bytesToSend.ts';
import { FollowedProfile } from './followedProfile.ts';
import { holdPort, type HeldPort } from './heldPort.ts';
import { chosenLine, keepLine, lineWords, otherUsualLine, profileWords } from './lineChoice.ts';
import { shortName } from './linkedStation.ts';
import { LiveValues } from './liveValues.ts';
import { endConnection, type PortConnection } from './portConnection.ts';
import { PortDevice } from './portDevice.ts';
import { PortLog } from './portLog.ts';
import { PortOpening } from './portOpening.ts';
import { PortPlace } from './portPlace.ts';
import { PortQueue } from './portQueue.ts';
import { PortStatus } from './portStatus.ts';
import { profileAt } from './profileAt.ts';
import type { PortSurroundings } from './portSurroundings.ts';
import type { Reattach } from './reattach.ts';
import { waitForReturn } from './waitForReturn.ts';
import { setPortSignals } from './setPortSignals.ts';

/** One port of this visit, over all the times that it is opened. */
export class ServicePort {
  readonly values: LiveValues;
  readonly detection = new PortDetection();
  readonly #around: PortSurroundings;
  readonly #place: PortPlace;
  readonly #queue: PortQueue;
  readonly #status: PortStatus;
  readonly #log: PortLog;
  readonly #opening: PortOpening;
  readonly #followed: FollowedProfile;
  #connection: PortConnection | undefined;
  #reattach: Reattach | undefined;
  readonly #briefReturns = new BriefReturns();

  constructor(path: string, around: PortSurroundings) {
    this.#around = around;
    this.#place = new PortPlace(path, around);
    this.#queue = new PortQueue(() => this.#status.changed());
    this.#status = new PortStatus({
      info: () => this.#info(),
      names: () => this.#log.names.current,
      traffic: () => this.#log.traffic(),
      busyWith: () => this.#queue.busyWith,
      onChange: (state) => around.onChange(state),
    });
    this.#log = new PortLog(path, around, {
      line: () => this.#status.facts.line,
      onTraffic: () => this.#status.trafficChanged(),
      onTrouble: (trouble, seq) => this.#status.trouble(trouble, seq),
    });
    this.#opening = new PortOpening(around, { place: this.#place, status: this.#status, log: this.#log });
    this.#followed = new FollowedProfile(around.profiles, {
      work: () => around.workOn(this.#log.names.current.cableId),
      onBanner: (banner) => this.#status.banner(banner),
    });
    this.values = new LiveValues({
      read: async (signal) => this.#connection?.device?.poll(signal),
      everyMs: () => this.#connection?.profile?.line.minIntervalMs ?? 0,
      log: around.log,
    });
  }

  get path(): string {
    return this.#place.path;
  }

  get console(): ConsoleStream {
    return this.#log.console;
  }

  get isOpen(): boolean {
    return this.#connection !== undefined || this.#opening.isUnderWay || this.#reattach !== undefined;
  }

  get address(): string {
    return this.#place.address;
  }

  state(): PortState {
    return this.#status.state();
  }

  /** Fails with `busy`, with `not-found` for a profile, and as transports do when the port cannot be opened. */
  async open({ profileId, line, unit }: Params<'port.open'>): Promise<PortState> {
    this.#queue.refuseWhileHeld();
    this.#opening.refuseSecond();
    const profile = this.#followed.wanted(profileId);
    // Who opens it again means the device from before, not its neighbour on the bus.
    if (unit !== undefined || profileId !== this.#status.facts.profileId) this.#status.update({ unit });
    this.#briefReturns.forget();
    this.#reattach?.stop();
    this.#reattach = undefined;
    const settings = chosenLine(this.#around.memory, this.#place.info().deviceKey, {
      profile,
      present: this.#connection?.line.settings,
      wish: line,
    });
    this.#log.names.reset();
    const connection = this.#connection;
    if (connection === undefined) await this.#connect({ line: settings, isAgain: false }, profile);
    else await this.#change(connection, settings, profile);
    this.#keepLine();
    await this.#identifyFirst();
    return this.state();
  }

  /** Fails with `busy` while a run holds it, unless it `isForced`. */
  async close(isForced = false): Promise<PortState> {
    if (!isForced) this.#queue.refuseWhileHeld();
    this.#opening.cancel();
    this.#reattach?.stop();
    this.#reattach = undefined;
    const connection = this.#connection;
    if (connection !== undefined) {
      this.#drop(connection, new ContractError('unavailable', 'The port was closed.'));
      this.#log.names.note('closed.');
    }
    this.#followed.use(undefined);
    await connection?.transport.close();
    // Meanwhile somebody may have opened it again. Why it could not be opened stays to be read.
    const isOver = this.#connection === undefined && !this.#opening.isWanted;
    if (isOver && this.#status.facts.phase !== 'closed') {
      this.#status.update({ phase: 'closed', failure: undefined });
    }
    return this.state();
  }

  /** Asks the device who it is. A profile that was changed is taken before, unless something goes on that began with the former one. */
  async identify(signal: AbortSignal): Promise<PortIdentity> {
    const connection = this.#open();
    if (this.#followed.newest !== connection.profile) {
      await this.#queue.run('The changed profile is taken.', [connection.line.lost, signal], () =>
        this.#takeNewest(connection),
      );
    }
    return this.device().identify(signal);
  }

  async setLine(line: LineWish): Promise<PortState> {
    this.#queue.refuseWhileHeld();
    const connection = this.#open();
    await connection.line.setLine(line);
    this.#log.names.note(`is set to ${lineWords(this.#status.facts.line)}.`);
    this.#keepLine();
    return this.state();
  }

  async setSignals(wish: Params<'port.signals'>): Promise<PortState> {
    this.#queue.refuseWhileHeld();
    const { line, transport } = this.#open();
    await setPortSignals(line, wish);
    line.keepSignals(wish);
    this.#status.update({ signals: await transport.signals() });
    return this.state();
  }

  /** Fails with `invalid-params` for what is no hex, and with `conflict` for what the profile forbids. */
  async send(wish: Params<'port.send'>): Promise<Result<'port.send'>> {
    this.#queue.refuseWhileHeld();
    const { line, device, profile } = this.#open();
    const bytes = bytesToSend(wish);
    const forbidden = device?.driver.forbids(bytes);
    if (forbidden !== undefined) throw new ContractError('conflict', forbidden);
    // Between a question and its answer nothing may be put in, except where a person types anyway: Ctrl-C has to come through.
    const isTyped = profile === undefined || (profile.driver !== 'modbus' && profile.driver !== 'rapi');
    if (isTyped) await line.write(bytes);
    else await this.#queue.run('A line is sent.', [line.lost], () => line.write(bytes));
    return { sentBytes: bytes.length };
  }

  /** Fails with `unavailable` while it is closed, with `conflict` without a profile. */
  device(): PortDevice {
    const { device } = this.#open();
    if (device === undefined) {
      throw new ContractError('conflict', 'The port is open as a plain console.', {
        hint: 'Open it with the profile of the device: then it can be asked.',
      });
    }
    return device;
  }

  /** Searches the line settings; afterwards they are as before. Fails with `unavailable` or `busy`. */
  async detect(
    profiles: readonly PortProfile[],
    mayAsk: boolean,
    signal: AbortSignal,
  ): Promise<RateDetection> {
    const connection = this.#open();
    const { profile, line } = connection;
    const release = this.#queue.hold('The line settings are searched.');
    // What comes at other rates is nothing that a driver should make sense of.
    this.#use(connection, undefined);
    try {
      const isFixed = this.path.startsWith('tcp://');
      const here = profiles.map((one) => profileAt(one, this.path));
      return await this.detection.run(
        { line, profiles: here, isFixed, mayAsk, signal },
        detectionNote(isFixed),
      );
    } finally {
      release();
      if (this.#connection === connection) this.#use(connection, profile);
    }
  }

  /** Fails with `unavailable` or `busy`. */
  hold(work: string): HeldPort {
    const onRelease = (): void => this.values.soon();
    return holdPort(work, this.#open(), { queue: this.#queue, status: this.#status, onRelease });
  }

  /** A station told its serial number: it may be this charger, or not be it any more. */
  stationChanged(station: Pick<Station, 'id' | 'serialNumber'>): void {
    if (this.#log.names.stationChanged(station, this.#status.facts.identity)) this.#status.changed();
  }

  /** What came so far belongs to the session file that is left. */
  leaveFile(next: string): void {
    this.#log.leaveFile(this.#connection === undefined ? undefined : next);
  }

  sessionBegan(): void {
    this.#log.enterFile(this.#status.facts, this.#connection);
    this.#status.clearTroubles();
  }

  end(): void {
    this.values.close();
    this.#followed.use(undefined);
    this.#log.close();
    this.#status.end();
  }

  #open(): PortConnection {
    if (this.#connection !== undefined) return this.#connection;
    throw new ContractError('unavailable', `${shortName(this.path)} is not open.`, {
      hint: 'Open it first.',
    });
  }

  #info(): PortInfo {
    const info = this.#place.info();
    return { ...info, path: this.path, isGone: info.isGone || this.#status.facts.phase === 'lost' };
  }

  #keepLine(): void {
    keepLine(this.#around.memory, this.#info().deviceKey, this.#status.facts);
  }

  #connect(
    how: { address?: string; line: LineSettings; isAgain: boolean },
    profile: PortProfile | undefined,
  ): Promise<void> {
    return this.#opening.open(how, (opened) => this.#begin({ ...opened, device: undefined, profile }));
  }

  #begin(connection: PortConnection): void {
    const { transport, line, profile } = connection;
    this.#connection = connection;
    this.#status.update({ phase: 'ready', failure: undefined, openedAt: Date.now() });
    this.#log.names.note(
      `opened${this.#place.otherName()}: ${lineWords(line.settings)}, ${profileWords(profile)}.`,
    );
    transport.onBanner((banner) => this.#status.banner(banner));
    this.#followed.use(profile);
    this.#use(connection, profile);
    line.listen();
    transport.onClose((failure) => this.#lose(connection, failure));
    void transport.signals().then(
      (signals) => this.#status.update({ signals }),
      () => undefined,
    );
  }

  /** From here on the profile says what the bytes mean. */
  #use(connection: PortConnection, profile: PortProfile | undefined): void {
    connection.device?.end(new ContractError('unavailable', 'The port is used otherwise from here on.'));
    connection.device = undefined;
    connection.profile = profile;
    this.values.clear();
    this.#log.maskFor(profile);
    this.#status.update({
      profileId: profile?.id,
      identity: undefined,
      capabilities: undefined,
      isCharging: undefined,
    });
    if (profile === undefined) return;
    connection.device = new PortDevice({
      line: connection.line,
      profile: profileAt(profile, this.path),
      unit: this.#status.facts.unit,
      drivers: this.#around.drivers,
      queue: this.#queue,
      status: this.#status,
      onIdentity: (identity) => void this.#log.names.take(identity),
      onRestart: () => {
        this.values.clear();
        this.#log.ocpp.restart();
        this.#log.names.note('The device started anew; what was known of it is asked again.');
      },
      onOcppText: (text, monoMs) => this.#log.ocpp.take(text, monoMs),
      log: this.#around.log,
    });
  }

  /** What was read before was another profile's: to those who ask how old it is the port is open since now. */
  async #change(
    connection: PortConnection,
    line: LineSettings | undefined,
    profile: PortProfile | undefined,
  ): Promise<void> {
    if (line !== undefined) await connection.line.setLine(line);
    // It may be lost since.
    if (this.#open() !== connection) return;
    this.#followed.use(profile);
    this.#use(connection, profile);
    this.#status.update({ openedAt: Date.now() });
    const words = `${lineWords(connection.line.settings)}, ${profileWords(profile)}`;
    this.#log.names.note(`is used otherwise from here on: ${words}.`);
  }

  async #takeNewest(connection: PortConnection): Promise<void> {
    const { newest } = this.#followed;
    // Something may have begun, or another client may have asked, while this waited.
    if (newest === undefined || newest === connection.profile) return;
    this.#log.names.note(`takes the profile “${newest.name}” as it was changed.`);
    await this.#change(
      connection,
      otherUsualLine(connection.line.settings, connection.profile, newest),
      newest,
    );
    this.#keepLine();
  }

  async #identifyFirst(): Promise<void> {
    const device = this.#connection?.device;
    if (device === undefined || !device.driver.capabilities.can.includes('identify')) return;
    await device.identify();
    this.values.soon();
  }

  #lose(connection: PortConnection, failure: PortFailure | undefined): void {
    if (this.#connection !== connection) return;
    const sentence = failure?.sentence ?? 'The port was closed.';
    const isCut = this.#queue.isHeld;
    this.#drop(connection, new ContractError('unavailable', sentence));
    this.#log.names.note(`lost: ${sentence}`);
    const givenUp = failure === undefined ? undefined : this.#briefReturns.lost(failure);
    this.#status.update({ phase: failure === undefined ? 'closed' : 'lost', failure: givenUp ?? failure });
    if (failure === undefined) this.#followed.use(undefined);
    // A push that was cut is begun again by the technician alone, who knows what state the charger is in.
    if (failure !== undefined && givenUp === undefined && !isCut) this.#waitForReturn();
  }

  #waitForReturn(): void {
    const { line } = this.#status.facts;
    this.#reattach = waitForReturn(this.#around, {
      port: this.#place.info(),
      open: async (address) => {
        this.#log.names.doubt();
        await this.#connect({ address, line, isAgain: true }, this.#followed.newest);
        this.#reattach = undefined;
        this.#briefReturns.returned();
        this.#connection?.line.onData(() => this.#briefReturns.forget());
        // Before anything is written it is asked who it is: another charger may be on the cable.
        await this.#identifyFirst().catch((error: unknown) =>
          this.#around.log(`${this.path}: ${String(error)}`),
        );
      },
      onGiveUp: (error) => {
        this.#reattach = undefined;
        this.#status.update({ failure: portFailureOf(error) });
      },
    });
  }

  #drop(connection: PortConnection, reason: ContractError): void {
    this.#connection = undefined;
    endConnection(connection, reason);
    this.#status.clearBanners();
    this.#status.update({ isCharging: undefined, signals: {} });
  }
}
