import type { Capabilities, PortCapability } from '../../../../shared/service-port/capability.ts';

/** Each capability with whether it is there, and why not. */
export type CapabilityFacts = Readonly<Record<PortCapability, { can: boolean; whyNot: string }>>;

export function capabilitiesOf(facts: CapabilityFacts): Capabilities {
  const all = Object.entries(facts) as Array<[PortCapability, { can: boolean; whyNot: string }]>;
  return {
    can: all.filter(([, { can }]) => can).map(([capability]) => capability),
    cannot: all
      .filter(([, { can }]) => !can)
      .map(([capability, { whyNot }]) => ({ capability, sentence: whyNot })),
  };
}
