import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';

/** Parts, and requests of them, that are remembered; more than anybody reads one after the other. */
const MOST_PARTS = 50;
const MOST_STEPS = 500;

/**
 * A configuration with what was read of it since: values stand in the place of those that are known, and what a report told besides comes
 * to the end. What was read by its name and is not among them stays out: nothing else of that kind is known.
 */
export function withPart(before: Configuration, read: Configuration): Configuration {
  const fresh = new Map<string, ConfigurationItem>(read.items.map((item) => [item.address, item]));
  const items = before.items.map((item) => fresh.get(item.address) ?? item);
  const configuration = { ...before, readAt: read.readAt, items };
  if (read.parts === undefined) return configuration;
  for (const { address } of before.items) fresh.delete(address);
  configuration.items = [...items, ...read.items.filter(({ address }) => fresh.has(address))];
  if (before.parts === undefined) return configuration;
  // Nothing but parts was read so far, so that their circumstances are those of the whole.
  return {
    ...configuration,
    parts: [...before.parts, ...read.parts].slice(-MOST_PARTS),
    unknown: [...new Set([...before.unknown, ...read.unknown])],
    unread: [...new Set([...before.unread, ...read.unread])],
    steps: [...before.steps, ...read.steps].slice(-MOST_STEPS),
    proof: [...before.proof, ...read.proof].slice(-MOST_STEPS),
    sentence: `Only parts were read. The last: ${read.sentence}`,
  };
}
