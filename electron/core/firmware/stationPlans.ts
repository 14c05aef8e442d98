import { ContractError, type Failure } from '../../../shared/contract/failure.ts';
import type { FirmwareUpdate, PreCheck } from '../../../shared/files/firmwareUpdate.ts';
import { firmwareFit } from '../../../shared/files/firmwareFit.ts';
import type { FirmwareUrlForm } from '../../../shared/files/firmwareUrlForm.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { Station } from '../../../shared/station/station.ts';
import { addressPreview, offeredName } from './firmwareAddress.ts';
import type { FirmwareMeans } from './firmwareMeans.ts';
import {
  firmwarePlan,
  formsOf,
  takesForm,
  type FirmwarePlan,
  type PlanMeans,
  type Reachable,
} from './firmwarePlan.ts';
import { reasonFor, type ChosenWay, type PushedWith } from './newUpdate.ts';
import { blockedBy, preChecksOf } from './preChecks.ts';
import { whatHappens } from './whatHappens.ts';

export interface StationPlansOptions extends FirmwareMeans, Pick<PlanMeans, 'isUnknown'> {
  updatesOf: (stationId: string) => FirmwareUpdate[];
}

export interface PlannedStation {
  station: Reachable;
  plan: FirmwarePlan;
  way: ChosenWay;
  preChecks: PreCheck[];
}

/** What would become of a push to one station. */
export interface Checked {
  stationId: string;
  canPush: boolean;
  failure?: Failure;
  preChecks: PreCheck[];
  versionBefore?: string;
  action?: string;
  protocol?: TransferProtocol;
  protocolReason?: string;
  otherProtocols: TransferProtocol[];
  urlForms: FirmwareUrlForm[];
  location?: string;
  whatHappens: string[];
}

interface WayWish {
  protocol?: TransferProtocol | undefined;
  urlForm?: FirmwareUrlForm | undefined;
  hasNoSnapshot?: boolean | undefined;
}

/** What would be done with each station, and what speaks against it. */
export class StationPlans {
  readonly #options: StationPlansOptions;

  constructor(options: StationPlansOptions) {
    this.#options = options;
  }

  /** Fails with `not-found`, `unavailable`, `invalid-params`, and with `conflict` where a check blocks that is not overruled. */
  async plan(
    stationId: string,
    common: PushedWith,
    wish: WayWish,
    retried?: FirmwareUpdate,
  ): Promise<PlannedStation> {
    const station = this.#reachable(stationId);
    this.refuseBlocked(station, common, wish);
    const { plan, way } = await this.#way(station, common, wish, retried);
    // It took a while: the station was asked for its protocols.
    const preChecks = this.refuseBlocked(this.#reachable(stationId), common, wish);
    return { station, plan, way, preChecks };
  }

  /** Never rejects with a `ContractError`: what is wrong stands in the answer. */
  async check(stationId: string, common: PushedWith, wish: WayWish): Promise<Checked> {
    const none = { stationId, canPush: false, otherProtocols: [], urlForms: [], whatHappens: [] };
    let preChecks: PreCheck[] = [];
    try {
      const station = this.#options.central.station(stationId);
      preChecks = this.checksOf(station, common, undefined, wish);
      const reachable = this.#reachable(stationId);
      const { plan, way, forms } = await this.#way(reachable, common, wish, undefined);
      const { firmwareVersion: versionBefore } = station;
      const [action = ''] = plan.actions;
      return {
        stationId,
        canPush: blockedBy(preChecks) === undefined,
        preChecks,
        ...(versionBefore === undefined ? {} : { versionBefore }),
        action,
        protocol: way.protocol,
        protocolReason: reasonFor(plan, way.protocol),
        otherProtocols: plan.choice.protocols.filter((one) => one !== way.protocol),
        urlForms: forms,
        location: way.location,
        whatHappens: whatHappens({
          ...common,
          stationId,
          actions: plan.actions,
          protocol: way.protocol,
          location: way.location,
          hasSnapshot: wish.hasNoSnapshot !== true,
          versionBefore,
          retrieveAt: common.retrieveAt,
          installAt: common.installAt,
        }),
      };
    } catch (error) {
      if (error instanceof ContractError) return { ...none, failure: error.toFailure(), preChecks };
      throw error;
    }
  }

  /** `own` is the update that is about to begin: it does not stand in its own way. */
  checksOf(station: Station, common: PushedWith, own?: string, wish: WayWish = {}): PreCheck[] {
    const { id } = station;
    const { busyWith, isFetching, configuration, updatesOf } = this.#options;
    const { file, kind } = common;
    const { doubts = [] } = file;
    const all = preChecksOf({
      station,
      file,
      updates: updatesOf(id).filter((update) => update.id !== own && update.id !== common.retryOf),
      busyWith: busyWith(id),
      isFetching: isFetching(id),
      configuration: configuration(id),
      doubts: [...doubts, ...firmwareFit({ ...this.#rulesOf(file), version: file.version }, station)],
      hasSnapshot: wish.hasNoSnapshot !== true,
    });
    // A local controller installs nothing.
    const isAboutFile = (code: string): boolean => doubts.some((doubt) => doubt.code === code);
    return kind === 'publish' ? all.filter(({ code }) => PUBLISHING.has(code) || isAboutFile(code)) : all;
  }

  /** Fails with `conflict`. Answers with all that was looked at. */
  refuseBlocked(station: Station, common: PushedWith, wish: WayWish = {}): PreCheck[] {
    const checks = this.checksOf(station, common, undefined, wish);
    const blocking = common.isForced ? undefined : blockedBy(checks);
    if (blocking === undefined) return checks;
    throw new ContractError('conflict', `${station.id}: ${blocking.sentence}`, {
      hint: [blocking.remedy, 'Or push it all the same.'].filter((part) => part !== undefined).join(' '),
    });
  }

  #rulesOf({ libraryId }: PushedWith['file']): { vendors: string[]; models: string[] } {
    const known = this.#options.library?.state().files.find(({ id }) => id === libraryId);
    return { vendors: known?.vendors ?? [], models: known?.models ?? [] };
  }

  #reachable(stationId: string): Reachable {
    const station = this.#options.central.station(stationId);
    const { version } = station;
    if (station.connected && version !== undefined) return { ...station, version };
    throw new ContractError('unavailable', `${stationId} is not connected, so nothing was sent.`, {
      hint: 'Wait until it is.',
    });
  }

  async #way(
    station: Reachable,
    common: PushedWith,
    wish: WayWish,
    retried: FirmwareUpdate | undefined,
  ): Promise<{ plan: FirmwarePlan; way: ChosenWay; forms: FirmwareUrlForm[] }> {
    const updates = this.#options.updatesOf(station.id);
    const { kind, isSigned, installAt, file } = common;
    const plan = await firmwarePlan(
      station,
      { kind, isSigned, installAt, ...wish },
      { updates, retried },
      this.#options,
    );
    const protocol = plan.choice.protocols.find((one) => takesForm(one, wish.urlForm, file.name));
    const [first] = plan.choice.protocols;
    const isWishLost = wish.protocol !== undefined && protocol !== wish.protocol;
    if (protocol === undefined || isWishLost) {
      throw noSuchForm(wish.protocol ?? first ?? 'http');
    }
    if (!this.#options.transfers.has(protocol)) {
      throw new ContractError('unavailable', `Files cannot be fetched by ${nameOf(protocol)} here.`, {
        hint:
          protocol === 'https' ? 'It needs TLS: start Kerbside with --tls optional.' : 'Choose another one.',
      });
    }
    const { port } = this.#options.listening();
    const { ftpLogin } = this.#options.central.profileOf(station.id);
    const isHttp = protocol.startsWith('http');
    const asked = { urlForm: wish.urlForm, fileName: file.name, port: isHttp ? port : undefined };
    const { form, next, all } = formsOf(protocol, asked, { updates, retried, ftpLogin });
    if (wish.urlForm !== undefined && form !== wish.urlForm) throw noSuchForm(protocol);
    const [host = ''] = plan.hosts;
    const name = offeredName(form, file.name);
    const location = addressPreview({ protocol, host, port, name }, form);
    return { plan, way: { protocol, form, nextForm: next, location }, forms: all };
  }
}

const PUBLISHING: ReadonlySet<string> = new Set([
  'not-connected',
  'connected',
  'unresponsive',
  'update-under-way',
]);

function noSuchForm(protocol: TransferProtocol): ContractError {
  return new ContractError('invalid-params', `An address for ${nameOf(protocol)} has no such form here.`, {
    hint: 'Choose another form of the address, or another protocol.',
  });
}
