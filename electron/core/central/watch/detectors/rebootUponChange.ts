import { objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import { statusOf, payloadText } from '../outcomeStatus.ts';
import { keptText } from '../keptText.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { found } from '../found.ts';

const CONSEQUENCE_MS = 60_000;
const KEPT = 30;

/** Settings that hold only after a restart, and stations that restart by themselves upon a change. */
export class RebootUponChange implements Detector {
  readonly interest = {
    calls: ['BootNotification'],
    outcomes: ['ChangeConfiguration', 'SetVariables', 'Reset'],
  } as const;
  /** Names of settings that wait for a restart. */
  readonly #waiting = new Set<string>();
  #changed: { name: string; at: number } | undefined;

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'outcome') return this.#ended(event);
    return event.type === 'call' ? this.#booted(event.at) : undefined;
  }

  #ended({ at, payload, outcome }: Extract<StationEvent, { type: 'outcome' }>): Detection | undefined {
    if (outcome.action === 'Reset') {
      this.#changed = undefined;
      return undefined;
    }
    const changes =
      outcome.action === 'ChangeConfiguration'
        ? [{ name: textOf(objectOf(payload)['key']) ?? '?', status: statusOf(outcome) }]
        : variableChanges(objectOf(outcome.payload)['setVariableResult']);
    const accepted = changes.find(({ status }) => status === 'Accepted');
    // A station that restarts at once may leave before it has answered.
    const isCut = outcome.outcome === 'disconnected' && outcome.requestSeq !== undefined;
    const cause = accepted ?? (isCut ? changes[0] : undefined);
    if (cause !== undefined) this.#changed = { name: keptText(cause.name, 80), at };
    const waiting = changes.filter(({ status }) => status === 'RebootRequired');
    for (const { name } of waiting) if (this.#waiting.size < KEPT) this.#waiting.add(keptText(name, 80));
    return waiting.length === 0 ? undefined : { findings: [this.#rebootRequired()] };
  }

  #rebootRequired(): ReturnType<typeof found> {
    const names = [...this.#waiting];
    return found(
      'info',
      'reboot-required',
      `${names.length === 1 ? 'A setting holds' : `${names.length} settings hold`} only after a restart: ${names.join(', ')}.`,
      {
        clause: 'OCPP 1.6 §5.3',
        remedy: 'Change everything that is to be changed first, then restart the station once.',
        offer: { label: 'Reset Soft', action: 'Reset', payload: payloadText({ type: 'Soft' }) },
      },
    );
  }

  #booted(at: number): Detection | undefined {
    this.#waiting.clear();
    const changed = this.#changed;
    this.#changed = undefined;
    if (changed === undefined || at - changed.at > CONSEQUENCE_MS) return undefined;
    return {
      findings: [
        found(
          'warning',
          'reboots-upon-change',
          `The station restarts by itself when ${changed.name} is changed.`,
          {
            subject: changed.name,
            remedy:
              'Change settings one after the other and wait for its boot in between, never while a car is charging. Other changes that were under way may be lost: read them back.',
          },
        ),
      ],
    };
  }
}

function variableChanges(
  results: Parameters<typeof objectsOf>[0],
): Array<{ name: string; status: string | undefined }> {
  return objectsOf(results).map((result) => ({
    name: [objectOf(result['component'])['name'], objectOf(result['variable'])['name']]
      .map((part) => textOf(part) ?? '?')
      .join('.'),
    status: textOf(result['attributeStatus']),
  }));
}
