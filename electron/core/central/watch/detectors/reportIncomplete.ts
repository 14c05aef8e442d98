import { integerOf, objectOf } from '../../../../../shared/payloadFields.ts';
import { isUnsupported, statusOf } from '../outcomeStatus.ts';
import { CappedMap } from '../capped.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { found } from '../found.ts';

const KEPT = 10;
/** Parts of a report come within seconds of each other. */
const WAIT_MS = 60_000;

interface Open {
  lastAt: number;
  parts: number;
}

/** Reports of the device model that never come, or never come to their end. */
export class ReportIncomplete implements Detector {
  readonly interest = {
    calls: ['NotifyReport'],
    outcomes: ['GetBaseReport', 'GetReport'],
    others: ['disconnected', 'tick'],
  } as const;
  readonly #open = new CappedMap<Open>(KEPT);
  readonly #complete = new CappedMap<true>(KEPT);

  observe(event: StationEvent): Detection | undefined {
    switch (event.type) {
      case 'outcome':
        return this.#asked(event);
      case 'call':
        this.#part(objectOf(event.payload), event.at);
        return undefined;
      case 'disconnected':
        return this.#giveUp(() => true);
      case 'tick':
        return this.#open.size === 0 ? undefined : this.#giveUp(({ lastAt }) => event.at - lastAt >= WAIT_MS);
      default:
        return undefined;
    }
  }

  #asked({ at, payload, outcome }: Extract<StationEvent, { type: 'outcome' }>): Detection | undefined {
    const id = integerOf(objectOf(payload)['requestId']);
    // The first part may overtake the answer.
    const hasBegun =
      id !== undefined && (this.#open.get(String(id)) ?? this.#complete.get(String(id))) !== undefined;
    if (statusOf(outcome) === 'Accepted' && id !== undefined && !hasBegun) {
      this.#open.set(String(id), { lastAt: at, parts: 0 });
    }
    if (!isUnsupported(outcome)) return undefined;
    return {
      findings: [
        found(
          'warning',
          'report-unsupported',
          `The station does not make the report that ${outcome.action} asks for.`,
          {
            subject: outcome.action,
            clause: 'OCPP 2.0.1 part 2 B07',
            remedy:
              'Try GetBaseReport with another reportBase (ConfigurationInventory), or read single variables with GetVariables.',
          },
        ),
      ],
    };
  }

  #part(fields: ReturnType<typeof objectOf>, at: number): void {
    const id = String(integerOf(fields['requestId']) ?? 0);
    const parts = (this.#open.get(id)?.parts ?? 0) + 1;
    if (fields['tbc'] === true) {
      this.#open.set(id, { lastAt: at, parts });
      return;
    }
    this.#open.delete(id);
    this.#complete.set(id, true);
  }

  #giveUp(isLost: (open: Open) => boolean): Detection | undefined {
    const lost = this.#open.entries().filter(([, open]) => isLost(open));
    for (const [id] of lost) this.#open.delete(id);
    if (lost.length === 0) return undefined;
    return { findings: lost.map(([id, { parts }]) => incomplete(id, parts)) };
  }
}

function incomplete(id: string, parts: number): ReturnType<typeof found> {
  const came =
    parts === 0
      ? 'no part of it came'
      : `only ${parts} ${parts === 1 ? 'part' : 'parts'} came, and the last one said that more follow`;
  return found('warning', 'report-incomplete', `Report ${id} never came to its end: ${came}.`, {
    clause: 'OCPP 2.0.1 part 2 B07',
    remedy:
      'What came is usable. Ask again; if it ends at the same part, ask for less: another reportBase, or GetReport with single components.',
  });
}
