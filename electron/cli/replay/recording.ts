import { ContractError } from '../../../shared/contract/failure.ts';
import {
  ASSUMED_VERSION,
  isJsonVersion,
  type JsonVersion,
  type OcppVersion,
  type SoapVersion,
  type Transport,
} from '../../../shared/ocpp/version.ts';
import { isAnswer } from '../../../shared/trace/record.ts';
import { RecordedAnswers } from '../../../shared/trace/replay/recordedAnswers.ts';
import type { TraceFile } from '../../core/index.ts';

/** A station's side of a recording, as far as it spoke over one transport. */
export interface Recording {
  stationId: string;
  transport: Transport;
  speaks: { transport: 'json'; version: JsonVersion } | { transport: 'soap'; version: SoapVersion };
  /** What the station answered. */
  answers: RecordedAnswers;
  /** Records of the station over the other transport. */
  otherTransport: number;
}

/** First walk: what the station answered, and in which version. Fails with `not-found` or `invalid-params`. */
export function surveyRecording(file: TraceFile, stationId: string, transport: Transport): Recording {
  const answers = new RecordedAnswers();
  const counts: Record<Transport, number> = { json: 0, soap: 0 };
  const versions: OcppVersion[] = [];
  for (const record of file.search({ stationIds: [stationId] })) {
    const { kind, direction, action, rawEncoding, raw, version, transport: spoken = 'json' } = record;
    // A note says nothing of how the station speaks.
    if (kind === 'note') continue;
    counts[spoken] += 1;
    if (spoken !== transport) continue;
    if (versions.length === 0 && version !== undefined) versions.push(version);
    if (direction === 'in' && isAnswer(kind) && action !== undefined && rawEncoding === 'text')
      answers.add(action, raw);
  }
  const otherTransport = counts[transport === 'soap' ? 'json' : 'soap'];
  if (counts[transport] === 0) throw nothingToPlay(file, stationId, transport, otherTransport);
  const [version] = versions;
  const speaks =
    transport === 'soap'
      ? ({ transport, version: version === '1.5' ? '1.5' : '1.6' } as const)
      : ({ transport, version: jsonVersionOf(version) } as const);
  return { stationId, transport, speaks, answers, otherTransport };
}

function jsonVersionOf(version: OcppVersion | undefined): JsonVersion {
  return version !== undefined && isJsonVersion(version) ? version : ASSUMED_VERSION;
}

function nothingToPlay(
  file: TraceFile,
  stationId: string,
  transport: Transport,
  otherTransport: number,
): ContractError {
  if (otherTransport > 0) {
    const [spoken, scheme] =
      transport === 'json' ? ['over SOAP', 'http:// or https://'] : ['over WebSocket', 'ws:// or wss://'];
    return new ContractError(
      'invalid-params',
      `${stationId} speaks OCPP ${spoken} in this recording; the address of its central system begins with ${scheme}.`,
      { hint: `Give --url with ${scheme}.` },
    );
  }
  const { stations } = file.stats();
  const known =
    stations.length === 0 ? 'It holds no station.' : `It holds ${stations.slice(0, 20).join(', ')}.`;
  return new ContractError('not-found', `There is no station ${stationId} in this recording.`, {
    hint: known,
  });
}
