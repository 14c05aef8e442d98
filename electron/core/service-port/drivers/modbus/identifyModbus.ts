import type { PortIdentity } from '../../../../../shared/service-port/portIdentity.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { ModbusBus } from './modbusBus.ts';
import { isTelling, judgeProbe, probeRequest, type ProbeVerdict } from './probe.ts';
import { readingOf, type ItemReader } from './readItems.ts';
import type { RegisterMap } from './registerMap.ts';

export interface IdentifyContext {
  bus: ModbusBus;
  profile: ModbusProfile;
  map: RegisterMap;
  reader: ItemReader;
  unit: number;
  signal: AbortSignal;
}

/** Asks what the profile demands; where all of it fits, asks who the device is. Only reads. */
export async function identifyModbus(context: IdentifyContext): Promise<PortIdentity> {
  const { profile, unit } = context;
  const verdicts: ProbeVerdict[] = [];
  for (const probe of profile.identify) {
    const request = probeRequest(probe, profile, context.map);
    const exchange = await context.bus.ask(request, context);
    const verdict = judgeProbe(probe, profile, request, exchange);
    if (exchange.kind === 'silent' || exchange.kind === 'unreadable') return unknown(verdict.words);
    verdicts.push(verdict);
    if (!verdict.fits) break;
  }
  const odd = verdicts.find(({ fits }) => !fits);
  if (odd !== undefined)
    return unknown(
      `Unit ${unit} answers, but not as ${profile.name} does: ${odd.words}. It may be another device.`,
    );
  return identified(context, verdicts);
}

async function identified(
  { profile, map, reader, unit, signal }: IdentifyContext,
  verdicts: readonly ProbeVerdict[],
): Promise<PortIdentity> {
  const { identity } = profile;
  const keys = [
    identity?.model,
    identity?.serialNumber,
    identity?.firmwareVersion,
    ...(identity?.facts ?? []),
  ];
  const wanted = keys.flatMap((key) => (key === undefined ? [] : (map.items.get(key) ?? [])));
  const outcomes = await reader.read(wanted, { unit, signal });
  const shown = (key: string | undefined): string | undefined => {
    const mapped = key === undefined ? undefined : map.items.get(key);
    const value = mapped && readingOf(mapped, outcomes.get(mapped.item.key)).value;
    return value === '' ? undefined : value;
  };
  const isCertain = profile.identify.some(isTelling) && profile.lookAlikes.length === 0;
  const told = {
    vendor: profile.vendor,
    model: shown(identity?.model) ?? (profile.models.length === 1 ? profile.models[0] : undefined),
    serialNumber: shown(identity?.serialNumber),
    firmwareVersion: shown(identity?.firmwareVersion),
  };
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const alike = profile.lookAlikes.map(
    ({ profile, difference }) => ` It looks much like ${profile}: ${difference}`,
  );
  return {
    ...given,
    confidence: isCertain ? 'certain' : 'likely',
    sentence: `Unit ${unit} answers as ${profile.name} does: ${verdicts.map(({ words }) => words).join('; ')}.${alike.join('')}`,
    facts: (identity?.facts ?? []).flatMap((key) => {
      const value = shown(key);
      return value === undefined ? [] : [{ name: map.items.get(key)?.item.title ?? key, value }];
    }),
  };
}

export function unknown(sentence: string): PortIdentity {
  return { confidence: 'unknown', sentence, facts: [] };
}
