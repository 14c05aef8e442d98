import type { JsonObject } from '../../../../shared/json.ts';
import { command, result, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { keyName, type ConfigurationKey } from '../../model/configurationKeys.ts';
import { optionalTexts, Refusal, text } from '../../payload.ts';
import type { Station } from '../../station/station.ts';

function entryOf(key: ConfigurationKey, station: Station): JsonObject {
  const isReadonly = key.access === 'read-only';
  // A password can be set and never be read (security whitepaper §2.7).
  if (key.access === 'write-only') return { key: key.key, readonly: isReadonly };
  return { key: key.key, readonly: isReadonly, value: station.settings.configuration.value(key.key) };
}

/** OCPP 1.6 §5.8 and §5.3. */
export const configurationCommands: readonly Behaviour[] = [
  command('GetConfiguration', (payload, station) => {
    const { configuration } = station.settings;
    const asked = optionalTexts(payload, 'key') ?? [];
    const most = Number(configuration.value('GetConfigurationMaxKeys'));
    if (asked.length > most) throw new Refusal('value', `at most ${most} keys can be asked for at once`);
    if (asked.length === 0) {
      return result({ configurationKey: configuration.keys().map((key) => entryOf(key, station)) });
    }
    const known = asked.map((name) => configuration.key(name)).filter((key) => key !== undefined);
    const unknown = asked.filter((name) => configuration.key(name) === undefined);
    // In 1.5 the list of known keys may be empty, not absent.
    const isListWanted = known.length > 0 || station.version === '1.5';
    return result({
      ...(!isListWanted ? {} : { configurationKey: known.map((key) => entryOf(key, station)) }),
      ...(unknown.length === 0 ? {} : { unknownKey: unknown }),
    });
  }),

  command('ChangeConfiguration', (payload, station) => {
    const key = text(payload, 'key');
    const changed = station.settings.configuration.change(key, text(payload, 'value'));
    const isPasswordChanged = keyName(key) === keyName('AuthorizationKey') && changed === 'Accepted';
    // The new password counts from the next connection on, which the station makes at once (whitepaper A01).
    // 1.5 has no word for a change that waits for a restart.
    const isSilent = changed === 'RebootRequired' && station.version === '1.5';
    return status(isSilent ? 'Accepted' : changed, () => {
      if (isPasswordChanged) station.link.reconnect();
    });
  }),
];
