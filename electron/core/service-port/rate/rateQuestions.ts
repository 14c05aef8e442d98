import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { otherParitiesOf, settingKey, settingsOfOne, type TriedSetting } from './lineSettingsToTry.ts';
import { rateProbes, type RateProbe } from './rateProbe.ts';

/** One question at one line setting. */
export interface RateQuestion {
  setting: TriedSetting;
  probe: RateProbe;
  /** Those that ask the same bytes. */
  profiles: PortProfile[];
}

/**
 * What is asked, in its order: as Modbus TCP where that is the usual way of the port, since a gateway takes what comes before for the beginning of
 * it; Return at the settings of consoles, since a question in another language would be typed at their prompt; then the
 * questions of the other profiles as they name their lines; then those of Modbus with the parities that their profiles do not name. At a
 * `fixed` setting each once.
 */
export function rateQuestions(
  profiles: readonly PortProfile[],
  fixed: TriedSetting | undefined,
): RateQuestion[] {
  const questions = new Map<string, RateQuestion>();
  const add = (
    profile: PortProfile,
    settings: readonly TriedSetting[],
    isTaken: (key: string) => boolean,
  ): void => {
    for (const probe of rateProbes(profile)) {
      for (const setting of fixed === undefined ? settings : [fixed]) {
        const key = `${settingKey(setting)} ${subjectOf(probe)}`;
        if (isTaken(key)) continue;
        const question = questions.get(key) ?? { setting, probe, profiles: [] };
        question.profiles.push(profile);
        questions.set(key, question);
      }
    }
  };
  const gateways = profiles.filter(isGatewayFirst);
  const consoles = profiles.filter(({ driver }) => driver === 'console');
  const others = profiles.filter((profile) => profile.driver !== 'console' && !isGatewayFirst(profile));
  for (const profile of [...gateways, ...consoles, ...others])
    add(profile, settingsOfOne(profile), () => false);
  // Who names a setting is the likelier one to answer there.
  const named = new Set(questions.keys());
  for (const profile of others) {
    if (profile.driver === 'modbus') add(profile, otherParitiesOf(profile), (key) => named.has(key));
  }
  return [...questions.values()];
}

function isGatewayFirst(profile: PortProfile): boolean {
  return profile.driver === 'modbus' && profile.line.framings[0] === 'tcp';
}

/** What makes one question of two: the same bytes, or the same unit behind a gateway, which answers whatever it is asked. */
function subjectOf({ bytes, bus }: RateProbe): string {
  return bus?.framing === 'tcp' ? `unit ${bus.unit}` : Buffer.from(bytes).toString('hex');
}
