import { ContractError } from '../../../shared/contract/failure.ts';
import { objectOf, textOf } from '../../../shared/payloadFields.ts';
import { callOf, type OcppCalls } from '../configuration/sources/ocppCalls.ts';

export interface Unpublished {
  status: string;
  isDone: boolean;
  sentence: string;
  requestSeq?: number;
  responseSeq?: number;
}

/** UnpublishFirmwareStatusEnumType */
const WORDS: Readonly<Record<string, string>> = {
  unpublished: 'It does not hand the file out any more.',
  downloadongoing: 'A charger is fetching the file just now. Try again when that has ended.',
  nofirmware: 'It hands out no file with that checksum.',
};

/** UnpublishFirmware (OCPP 2.0.1 part 2, L04). Fails with `not-found`, and with `unavailable` where there was no answer. */
export async function unpublishFirmware(
  calls: Pick<OcppCalls, 'central'>,
  stationId: string,
  checksum: string,
  timeoutMs: number,
): Promise<Unpublished> {
  calls.central.station(stationId);
  const payload = JSON.stringify({ checksum: checksum.toLowerCase() });
  const outcome = await callOf(calls, stationId, 'UnpublishFirmware', payload, { timeoutMs });
  const { requestSeq, responseSeq, code = '', description = '' } = outcome;
  const proof = {
    ...(requestSeq === undefined ? {} : { requestSeq }),
    ...(responseSeq === undefined ? {} : { responseSeq }),
  };
  if (outcome.outcome === 'refused') {
    const sentence = `Refused: ${[code, description].filter((part) => part !== '').join(': ')}. Only local controllers of 2.x know UnpublishFirmware.`;
    return { status: code, isDone: false, sentence, ...proof };
  }
  if (outcome.outcome !== 'answered') {
    throw new ContractError('unavailable', `${stationId} gave no answer. ${description}`);
  }
  const status = textOf(objectOf(outcome.payload)['status']) ?? '';
  const sentence =
    WORDS[status.toLowerCase()] ?? `It answered “${status}”, which is no status of the specification.`;
  return { status, isDone: /^(?:unpublished|nofirmware)$/i.test(status), sentence, ...proof };
}
