import type { IdToken } from '../model/idToken.ts';
import type { StationBase } from './stationBase.ts';

/** Who may charge: the central system first, local list and cache where they are allowed to decide (OCPP 1.6 §3.5). */
export class Tags {
  readonly #station: StationBase;

  constructor(station: StationBase) {
    this.#station = station;
  }

  async isAccepted(token: IdToken): Promise<boolean> {
    const { settings, link, dialect } = this.#station;
    if (token.type === 'NoAuthorization') return true;
    if (settings.isOn('preAuthorizesLocally') && this.#isKnownLocally(token)) return true;
    if (!link.isOpen) return this.#isAcceptedOffline(token);
    const verdict = await dialect.authorize(token);
    if (verdict === undefined) return this.#isAcceptedOffline(token);
    this.remember(token, verdict);
    return verdict === 'Accepted';
  }

  remember(token: IdToken, verdict: string): void {
    if (this.#station.settings.isOn('hasCache')) {
      this.#station.localList.remember(token.idToken, verdict === 'Accepted');
    }
  }

  #isKnownLocally({ idToken }: IdToken): boolean {
    const { settings, localList } = this.#station;
    const listed = settings.isOn('hasLocalList') ? localList.lookUp(idToken) : undefined;
    if (listed !== undefined) return listed === 'Accepted';
    return settings.isOn('hasCache') && localList.isCached(idToken);
  }

  #isAcceptedOffline(token: IdToken): boolean {
    const { settings, localList } = this.#station;
    if (settings.isOn('authorizesOffline') && this.#isKnownLocally(token)) return true;
    return settings.isOn('takesUnknownOffline') && localList.lookUp(token.idToken) === undefined;
  }
}
