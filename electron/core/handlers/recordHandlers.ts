import type { Handlers } from '../../../shared/contract/handlers.ts';
import { RecordReadings } from '../central/recordReadings.ts';
import type { Services } from './services.ts';

type RecordHandlers = Pick<Handlers, 'record.asMeant' | 'record.treatAsCall' | 'record.exchange'>;

export function recordHandlers({ central, schemas, trace }: Services): RecordHandlers {
  const readings = new RecordReadings(trace, schemas);
  return {
    'record.asMeant': ({ seq }) => readings.asMeant(seq),
    'record.treatAsCall': ({ seq }) => {
      const { stationId, raw } = readings.asked(seq);
      return { seq: central.treatAsCall(stationId, raw, seq) };
    },
    'record.exchange': ({ seq }) => ({ seqs: readings.exchange(seq) }),
  };
}
