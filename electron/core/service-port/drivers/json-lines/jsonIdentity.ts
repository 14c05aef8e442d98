import { jsonWord, valueAtPath } from '../../../../../shared/service-port/lines/jsonPath.ts';
import type { PortIdentity } from '../../../../../shared/service-port/portIdentity.ts';
import type { JsonLinesProfile } from '../../../../../shared/service-port/profile/linesProfile.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import { withoutUndefined } from '../../../../../shared/withoutUndefined.ts';
import type { JsonItems } from './jsonItems.ts';
import type { JsonRequests } from './jsonRequests.ts';

export interface JsonIdentityParts {
  requests: JsonRequests;
  items: JsonItems;
  profile: JsonLinesProfile;
}

/** Asks the device who it is, with requests that only read. */
export async function jsonIdentity(parts: JsonIdentityParts, signal: AbortSignal): Promise<PortIdentity> {
  const { requests, items, profile } = parts;
  const fit = await fitOf(parts, signal);
  if (typeof fit === 'string') return { confidence: 'unknown', sentence: fit, facts: [] };
  const { identity } = profile;
  const keys = [
    identity?.model,
    identity?.serialNumber,
    identity?.firmwareVersion,
    ...(identity?.facts ?? []),
  ];
  const readings = await items.read(
    keys.filter((key) => key !== undefined),
    signal,
  );
  const valueOf = (key: string | undefined): string | undefined =>
    readings.find((reading) => reading.key === key)?.value;
  const hasProof = fit.length > 0;
  const hasHeard = hasProof || requests.counts.objects > 0;
  return {
    confidence: hasProof && profile.lookAlikes.length === 0 ? 'certain' : hasHeard ? 'likely' : 'unknown',
    sentence: hasProof ? fit.join('; ') : hasHeard ? 'JSON lines come.' : 'Nothing has come yet.',
    facts: (identity?.facts ?? []).flatMap((key) => {
      const value = valueOf(key);
      return value === undefined ? [] : [{ name: key, value }];
    }),
    ...withoutUndefined({
      vendor: profile.vendor,
      model: valueOf(identity?.model),
      serialNumber: valueOf(identity?.serialNumber),
      firmwareVersion: valueOf(identity?.firmwareVersion),
    }),
  };
}

/** What was asked and answered; or, as a sentence, why it is not this device. */
async function fitOf(
  { requests, items, profile }: JsonIdentityParts,
  signal: AbortSignal,
): Promise<string[] | string> {
  const said: string[] = [];
  for (const { request, path, matches } of profile.identify) {
    const outcome = await items.byKey(request, signal);
    if (outcome.kind === 'failed') {
      const { objects } = requests.counts;
      return objects > 0 ? `${outcome.sentence} JSON lines do come (${objects}).` : outcome.sentence;
    }
    const value = path === undefined ? outcome.object : valueAtPath(outcome.object, path);
    const text = value === undefined ? undefined : jsonWord(value);
    const isFit =
      text !== undefined && (matches === undefined || compilePattern(matches).find(text) !== undefined);
    if (!isFit) return `The answer to “${request}” does not fit ${profile.name}: ${text ?? 'nothing there'}`;
    said.push(`“${request}” answered: ${text.slice(0, 120)}`);
  }
  return said;
}
