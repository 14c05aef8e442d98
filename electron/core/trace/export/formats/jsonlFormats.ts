import { toOpenOcppTrace, type OpenOcppTraceFlavour } from '../../../../../shared/trace/openOcppTrace.ts';
import { rawText } from '../../store/readRecord.ts';
import type { ExportFormat, TraceWriter } from '../traceWriter.ts';

const CONTENT_TYPE = 'application/x-ndjson';

export const jsonlFormat: ExportFormat = {
  id: 'jsonl',
  name: 'Open OCPP Trace 1.1, one JSON line for each record',
  extension: '.jsonl',
  contentType: CONTENT_TYPE,
  carriesNotes: true,
  open: () => jsonlWriter('full'),
};

export const strictJsonlFormat: ExportFormat = {
  id: 'jsonl-strict',
  name: 'Open OCPP Trace 1.1 without extensions of Kerbside',
  extension: '.jsonl',
  contentType: CONTENT_TYPE,
  leavesOut:
    'connections, notes, what crossed a service port, damaged frames and the message types of OCPP 2.1',
  open: () => jsonlWriter('strict'),
};

function jsonlWriter(flavour: OpenOcppTraceFlavour): TraceWriter {
  let leftOut = 0;
  return {
    head: () => '',
    record(record) {
      const line = toOpenOcppTrace({ ...record, ...rawText(record.raw) }, flavour);
      if (line === undefined) leftOut += 1;
      return line === undefined ? '' : `${JSON.stringify(line)}\n`;
    },
    tail: () => '',
    get leftOut() {
      return leftOut;
    },
  };
}
