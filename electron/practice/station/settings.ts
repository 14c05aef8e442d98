import { isOcpp1, type OcppVersion, type Transport } from '../../../shared/ocpp/version.ts';
import { Configuration } from '../model/configuration.ts';
import { configurationKeysOf, keyName } from '../model/configurationKeys.ts';
import { DeviceModel } from '../model/deviceModel.ts';

/** Settings that change what the station does: where they stand in 1.6 and in 2.x. */
const PLACES = {
  heartbeatInterval: ['HeartbeatInterval', 'OCPPCommCtrlr.HeartbeatInterval'],
  pingInterval: ['WebSocketPingInterval', 'OCPPCommCtrlr.WebSocketPingInterval'],
  messageAttempts: ['TransactionMessageAttempts', 'OCPPCommCtrlr.MessageAttempts#TransactionEvent'],
  messageRetryInterval: [
    'TransactionMessageRetryInterval',
    'OCPPCommCtrlr.MessageAttemptInterval#TransactionEvent',
  ],
  connectionTimeOut: ['ConnectionTimeOut', 'TxCtrlr.EVConnectionTimeOut'],
  sampleInterval: ['MeterValueSampleInterval', 'SampledDataCtrlr.TxUpdatedInterval'],
  sampledMeasurands: ['MeterValuesSampledData', 'SampledDataCtrlr.TxUpdatedMeasurands'],
  startedMeasurands: ['StopTxnSampledData', 'SampledDataCtrlr.TxStartedMeasurands'],
  endedMeasurands: ['StopTxnSampledData', 'SampledDataCtrlr.TxEndedMeasurands'],
  alignedInterval: ['ClockAlignedDataInterval', 'AlignedDataCtrlr.Interval'],
  alignedMeasurands: ['MeterValuesAlignedData', 'AlignedDataCtrlr.Measurands'],
  authorizesRemoteStart: ['AuthorizeRemoteTxRequests', 'AuthCtrlr.AuthorizeRemoteStart'],
  preAuthorizesLocally: ['LocalPreAuthorize', 'AuthCtrlr.LocalPreAuthorize'],
  authorizesOffline: ['LocalAuthorizeOffline', 'AuthCtrlr.LocalAuthorizeOffline'],
  takesUnknownOffline: ['AllowOfflineTxForUnknownId', 'AuthCtrlr.OfflineTxForUnknownIdEnabled'],
  hasLocalList: ['LocalAuthListEnabled', 'LocalAuthListCtrlr.Enabled'],
  hasCache: ['AuthorizationCacheEnabled', 'AuthCacheCtrlr.Enabled'],
  stopsOnInvalidId: ['StopTransactionOnInvalidId', 'TxCtrlr.StopTxOnInvalidId'],
  stopsOnEvDisconnect: ['StopTransactionOnEVSideDisconnect', 'TxCtrlr.StopTxOnEVSideDisconnect'],
  password: ['AuthorizationKey', 'SecurityCtrlr.BasicAuthPassword'],
} as const satisfies Record<string, readonly [string, string]>;
export type SettingName = keyof typeof PLACES;

/** What the station reads of its configuration, whatever the version calls it. Both stores exist; one is in use. */
export class Settings {
  readonly configuration: Configuration;
  readonly deviceModel: DeviceModel;
  readonly #isOld: boolean;
  readonly #listeners: ((name: SettingName) => void)[] = [];

  constructor(version: OcppVersion, transport: Transport) {
    this.#isOld = isOcpp1(version);
    this.configuration = new Configuration(configurationKeysOf(version, transport), (key) =>
      this.#changed(0, key),
    );
    this.deviceModel = new DeviceModel(version, (path) => this.#changed(1, path));
  }

  onChange(listener: (name: SettingName) => void): void {
    this.#listeners.push(listener);
  }

  text(name: SettingName): string {
    const [key, path] = PLACES[name];
    return this.#isOld ? this.configuration.value(key) : this.deviceModel.valueAt(path);
  }

  number(name: SettingName): number {
    const value = Number(this.text(name));
    return Number.isFinite(value) ? value : 0;
  }

  isOn(name: SettingName): boolean {
    return this.text(name) === 'true';
  }

  list(name: SettingName): string[] {
    return this.text(name)
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  set(name: SettingName, value: string): void {
    const [key, path] = PLACES[name];
    if (this.#isOld) this.configuration.set(key, value);
    else this.deviceModel.set(path, value);
  }

  #changed(column: 0 | 1, place: string): void {
    for (const name of Object.keys(PLACES) as SettingName[]) {
      if (keyName(PLACES[name][column]) !== keyName(place)) continue;
      for (const listener of this.#listeners) listener(name);
    }
  }
}
