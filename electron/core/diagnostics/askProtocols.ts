import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { toldProtocols } from '../../../shared/files/toldProtocols.ts';
import { isSameKey } from '../../../shared/ocpp/configuration/keySpelling.ts';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { Station } from '../../../shared/station/station.ts';
import { objectOf, objectsOf, textOf } from '../../../shared/payloadFields.ts';
import { callOf, type OcppCalls } from '../configuration/sources/ocppCalls.ts';

/** OCPP 1.6 §9.4.3 */
const KEY = 'SupportedFileTransferProtocols';
/** OCPP 2.0.1 part 2 appendix §3.1.8 */
const COMPONENT = 'OCPPCommCtrlr';
const VARIABLE = 'FileTransferProtocols';
/** A station that is slow to say it is asked for its log all the same. */
const ANSWER_MS = 10_000;

export interface AskProtocolsOptions {
  central: OcppCalls['central'];
  /** What was read last of a station. */
  configuration: (stationId: string) => Pick<Configuration, 'items'> | undefined;
}

/** What stations say about the protocols that they take; each is asked once, for this one thing. */
export class AskProtocols {
  readonly #options: AskProtocolsOptions;
  readonly #told = new Map<string, Promise<string[] | undefined>>();

  constructor(options: AskProtocolsOptions) {
    this.#options = options;
  }

  /** Nothing where it does not tell. Never rejects. */
  async of({ id, version, firmwareVersion = '' }: Station): Promise<string[] | undefined> {
    const read = this.#read(id);
    // 1.5 has no key for it.
    if (read !== undefined || version === undefined || version === '1.5') return read;
    // Other firmware may take other protocols.
    const key = JSON.stringify([id, firmwareVersion]);
    const asked = this.#told.get(key) ?? (isOcpp1(version) ? this.#askKey(id) : this.#askVariable(id));
    this.#told.set(key, asked);
    return asked;
  }

  #read(stationId: string): string[] | undefined {
    const items = this.#options.configuration(stationId)?.items ?? [];
    const item = items.find(
      ({ address }) => isSameKey(address, KEY) || isSameKey(address, `${COMPONENT}.${VARIABLE}`),
    );
    return toldProtocols(item?.value);
  }

  async #askKey(stationId: string): Promise<string[] | undefined> {
    const { payload } = await this.#call(stationId, 'GetConfiguration', { key: [KEY] });
    const keys = objectsOf(objectOf(payload)['configurationKey']);
    return toldProtocols(textOf(keys.find((one) => isSameKey(textOf(one['key']) ?? '', KEY))?.['value']));
  }

  async #askVariable(stationId: string): Promise<string[] | undefined> {
    const wanted = { component: { name: COMPONENT }, variable: { name: VARIABLE } };
    const { payload } = await this.#call(stationId, 'GetVariables', { getVariableData: [wanted] });
    const [result] = objectsOf(objectOf(payload)['getVariableResult']);
    return toldProtocols(textOf(result?.['attributeValue']));
  }

  #call(stationId: string, action: string, payload: unknown): Promise<Outcome> {
    const text = JSON.stringify(payload);
    return callOf(this.#options, stationId, action, text, { timeoutMs: ANSWER_MS });
  }
}
