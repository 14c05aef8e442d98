import type { Json } from '../../../../../shared/json.ts';
import { objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import { statusOf } from '../outcomeStatus.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { found } from '../found.ts';
import { measurandsOf } from './measurands.ts';

const MESSAGES_UNTIL_SURE = 3;
const ITEMS = 40;
const USUAL = 'Energy.Active.Import.Register';

interface Promised {
  missing: Set<string>;
  messages: number;
}

/** Measurands that the station agreed to send, and then does not. */
export class MeasurandPromise implements Detector {
  readonly interest = {
    calls: ['MeterValues', 'TransactionEvent'],
    outcomes: ['ChangeConfiguration', 'SetVariables'],
  } as const;
  #promised: Promised | undefined;

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'outcome') {
      const list =
        event.outcome.action === 'SetVariables'
          ? acceptedVariable(event.payload, event.outcome.payload)
          : acceptedKey(event.payload, statusOf(event.outcome));
      if (list !== undefined) {
        this.#promised = { missing: new Set(measurandsOf(list).slice(0, ITEMS)), messages: 0 };
      }
      return undefined;
    }
    return event.type === 'call' && this.#promised !== undefined
      ? this.#sampled(event.payload, this.#promised)
      : undefined;
  }

  #sampled(payload: Json, promised: Promised): Detection | undefined {
    const samples = objectsOf(objectOf(payload)['meterValue'])
      // What is sent at the start, the end or by the clock has lists of its own.
      .flatMap((meterValue) => objectsOf(meterValue['sampledValue']))
      .filter((sample) => (textOf(sample['context']) ?? 'Sample.Periodic') === 'Sample.Periodic');
    if (samples.length === 0) return undefined;
    for (const sample of samples) promised.missing.delete(textOf(sample['measurand']) ?? USUAL);
    promised.messages += 1;
    if (promised.messages < MESSAGES_UNTIL_SURE) return undefined;
    this.#promised = undefined;
    return promised.missing.size === 0 ? undefined : { findings: [missing([...promised.missing])] };
  }
}

function acceptedKey(payload: Json | undefined, status: string | undefined): string | undefined {
  const { key, value } = objectOf(payload);
  const isSampled = textOf(key)?.toLowerCase() === 'metervaluessampleddata';
  return isSampled && status === 'Accepted' ? textOf(value) : undefined;
}

function acceptedVariable(payload: Json | undefined, answer: Json | undefined): string | undefined {
  const isMeasurands = (item: Json): boolean => {
    const fields = objectOf(item);
    return (
      objectOf(fields['component'])['name'] === 'SampledDataCtrlr' &&
      objectOf(fields['variable'])['name'] === 'TxUpdatedMeasurands'
    );
  };
  const set = objectsOf(objectOf(payload)['setVariableData']).find(isMeasurands);
  const result = objectsOf(objectOf(answer)['setVariableResult']).find(isMeasurands);
  return result?.['attributeStatus'] === 'Accepted' ? textOf(set?.['attributeValue']) : undefined;
}

function missing(names: readonly string[]): ReturnType<typeof found> {
  return found(
    'warning',
    'measurands-missing',
    `The station accepted to send ${names.join(', ').slice(0, 300)}, but does not.`,
    {
      subject: names.join(',').slice(0, 80),
      clause: 'OCPP 1.6 §4.7',
      remedy:
        'It accepts any list. Read the setting back to see what it kept; what it never sends, its meter probably cannot measure (SoC needs a DC charger or ISO 15118).',
    },
  );
}
