import type { Handlers } from '../../../shared/contract/handlers.ts';
import { RecordReadings } from '../central/recordReadings.ts';
import type { Services } from './services.ts';

type RecordHandlers = Pick<Handlers, 'record.asMeant' | 'record.treatAsCall' | 'record.exchange'>;

export function recordHandlers({ central, schemas, traces }: Services): RecordHandlers {
  const readings = (trace?: string): RecordReadings => new RecordReadings(traces.of(trace), schemas);
  return {
    'record.asMeant': ({ seq, trace }) => readings(trace).asMeant(seq),
    'record.treatAsCall': ({ seq }) => {
      const { stationId, raw } = readings().asked(seq);
      return { seq: central.treatAsCall(stationId, raw, seq) };
    },
    'record.exchange': ({ seq, trace }) => ({ seqs: readings(trace).exchange(seq) }),
  };
}
