import { Readable } from 'node:stream';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import { RecordReadings } from '../central/recordReadings.ts';
import { decodeRecord } from '../trace/decodeRecord.ts';
import { exchangeOf } from '../trace/exchange.ts';
import { inflateBytes } from '../trace/inflateBytes.ts';
import { rawFile } from '../trace/export/rawFile.ts';
import type { Services } from './services.ts';

type RecordHandlers = Pick<
  Handlers,
  'record.asMeant' | 'record.treatAsCall' | 'record.exchange' | 'record.decoded' | 'record.saveRaw'
>;

export function recordHandlers({ central, schemas, traces, downloads }: Services): RecordHandlers {
  const readings = (trace?: string): RecordReadings => new RecordReadings(traces.of(trace), schemas);
  return {
    'record.asMeant': ({ seq, trace }) => readings(trace).asMeant(seq),
    'record.treatAsCall': ({ seq }) => {
      const { stationId, raw } = readings().asked(seq);
      return { seq: central.treatAsCall(stationId, raw, seq) };
    },
    'record.exchange': ({ seq, trace }) => {
      const exchange = exchangeOf(traces.of(trace), seq);
      const { stationId } = traces.of(trace).record(seq);
      const isOpen =
        trace === undefined && exchange.ended === undefined && central.list().some(isConnected(stationId));
      return { ...exchange, isOpen };
    },
    'record.decoded': async ({ seq, trace }) => ({ parts: await decoded(traces.of(trace).record(seq)) }),
    'record.saveRaw': ({ seq, trace }) => {
      const { name, store } = traces.of(trace);
      const record = store.record(seq);
      if (record === undefined) {
        throw new ContractError('not-found', `There is no record ${seq} in this session.`);
      }
      const { fileName, contentType } = rawFile(name, record);
      const open = (): Readable => Readable.from([Buffer.from(record.raw)]);
      return { ticket: downloads.offer({ fileName, contentType, open }), fileName };
    },
  };
}

/** What reads certificates is loaded with the first record that holds one. */
async function decoded(record: Parameters<typeof decodeRecord>[0]): Promise<ReturnType<typeof decodeRecord>> {
  let hasPem = false;
  const readNone = (): undefined => {
    hasPem = true;
  };
  const parts = decodeRecord(record, { inflate: inflateBytes, readPem: readNone });
  if (!hasPem) return parts;
  const { readPem } = await import('../security/readPem.ts');
  return decodeRecord(record, { inflate: inflateBytes, readPem });
}

function isConnected(stationId: string): (station: { id: string; connected: boolean }) => boolean {
  return ({ id, connected }) => connected && id === stationId;
}
