import type { PortIdentity } from '../../../../../shared/service-port/portIdentity.ts';
import type { ConsoleProfile } from '../../../../../shared/service-port/profile/consoleProfile.ts';
import { withoutUndefined } from '../../../../../shared/withoutUndefined.ts';
import type { ConsoleCommands } from './consoleCommands.ts';
import type { ConsoleItems } from './consoleItems.ts';
import type { ConsoleSession } from './consoleSession.ts';

export interface IdentityParts {
  session: ConsoleSession;
  commands: ConsoleCommands;
  items: ConsoleItems;
  profile: ConsoleProfile;
}

interface Fit {
  fits: boolean;
  sentence: string;
}

/** Asks the device who it is, with commands that only read; what it does not tell is absent. */
export async function consoleIdentity(parts: IdentityParts, signal: AbortSignal): Promise<PortIdentity> {
  const { session, profile } = parts;
  const ready = await session.ready(signal);
  if ('trouble' in ready) return unknown(ready.trouble);
  const fit = await fitOf(parts, signal);
  if (!fit.fits) return unknown(fit.sentence);
  const { identity } = profile;
  const keys = [
    identity?.model,
    identity?.serialNumber,
    identity?.firmwareVersion,
    ...(identity?.facts ?? []),
  ];
  const readings = await parts.items.read(
    keys.filter((key) => key !== undefined),
    signal,
  );
  const valueOf = (key: string | undefined): string | undefined => {
    const value = readings.find((reading) => reading.key === key)?.value?.trim();
    return value === '' ? undefined : value;
  };
  const facts = (identity?.facts ?? []).flatMap((key) => {
    const item = profile.items.find((known) => known.key === key);
    const value = item?.isSecret === true ? undefined : valueOf(key);
    return value === undefined ? [] : [{ name: item?.title ?? key, value }];
  });
  const hasPrompt = ready.prompt !== undefined;
  const hasProof = profile.identify.length > 0;
  return {
    confidence: hasProof
      ? profile.lookAlikes.length === 0
        ? 'certain'
        : 'likely'
      : hasPrompt
        ? 'likely'
        : 'unknown',
    sentence: fit.sentence,
    facts,
    ...withoutUndefined({
      vendor: profile.vendor,
      model: valueOf(identity?.model) ?? (profile.models.length === 1 ? profile.models[0] : undefined),
      serialNumber: valueOf(identity?.serialNumber),
      firmwareVersion: valueOf(identity?.firmwareVersion),
    }),
  };
}

async function fitOf({ session, commands, profile }: IdentityParts, signal: AbortSignal): Promise<Fit> {
  const said: string[] = [];
  for (const { command, field, matches } of profile.identify) {
    const outcome = await commands.byKey(command, signal);
    if (outcome.kind === 'failed') return { fits: false, sentence: outcome.sentence };
    const text = field === undefined ? outcome.lines.join('\n') : outcome.fields.get(field);
    const isFit =
      text !== undefined &&
      (matches === undefined || session.rules.pattern(matches).find(text) !== undefined);
    const shown = (text ?? outcome.lines.find((line) => line.trim() !== '') ?? 'nothing')
      .trim()
      .slice(0, 120);
    if (!isFit)
      return { fits: false, sentence: `The answer to “${command}” does not fit ${profile.name}: ${shown}` };
    said.push(`“${command}” answered: ${shown}`);
  }
  if (said.length > 0) return { fits: true, sentence: said.join('; ') };
  const prompt = session.last?.text.trim();
  return {
    fits: true,
    sentence:
      prompt === undefined
        ? 'This profile knows no question that tells who it is.'
        : `It stands at the prompt “${prompt}”.`,
  };
}

function unknown(sentence: string): PortIdentity {
  return { confidence: 'unknown', sentence, facts: [] };
}
