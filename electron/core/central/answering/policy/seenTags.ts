import { z } from 'zod';
import { sameTagKey } from '../../../../../shared/station/answerPolicy.ts';
import { seenTagSchema, type SeenTag } from '../../../../../shared/station/policyState.ts';
import type { Token } from './tokenOf.ts';

/** Of one station; the tags that were shown longest ago give way. */
const PER_STATION_LIMIT = 200;
/** A broken reader may send anything. */
const TAG_CHARS = 255;

export const seenTagsSchema = z.array(seenTagSchema);

/** The id tags that stations showed, so that nobody has to copy one from a card. */
export class SeenTags {
  readonly #byStation = new Map<string, Map<string, SeenTag>>();

  constructor(kept: readonly SeenTag[]) {
    for (const seen of kept) this.#of(seen.stationId).set(sameTagKey(seen.tag), seen);
  }

  /** Tells whether the tag is new at this station. */
  add(stationId: string, { tag, type }: Token, at: number, answered: string | undefined): boolean {
    const key = sameTagKey(tag);
    if (tag.length > TAG_CHARS) return false;
    const seen = this.#of(stationId);
    const before = seen.get(key);
    // Taken out first, so that the order of the map is that of the last time.
    seen.delete(key);
    seen.set(key, {
      stationId,
      tag: before?.tag ?? tag,
      ...(type === undefined ? {} : { type }),
      firstAt: before?.firstAt ?? at,
      lastAt: at,
      count: (before?.count ?? 0) + 1,
      ...(answered === undefined ? {} : { answered }),
    });
    if (seen.size > PER_STATION_LIMIT) seen.delete(seen.keys().next().value ?? key);
    return before === undefined;
  }

  /** Of one station or of all, the latest first. */
  list(stationId?: string): SeenTag[] {
    const maps = stationId === undefined ? [...this.#byStation.values()] : [this.#byStation.get(stationId)];
    return maps
      .flatMap((seen) => [...(seen?.values() ?? [])].toReversed())
      .sort((a, b) => b.lastAt - a.lastAt);
  }

  #of(stationId: string): Map<string, SeenTag> {
    const seen = this.#byStation.get(stationId) ?? new Map<string, SeenTag>();
    this.#byStation.set(stationId, seen);
    return seen;
  }
}
