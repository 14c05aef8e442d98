import { command, status } from '../../behaviours/command.ts';
import { flag, integer, optionalObject, optionalText, text } from '../../payload.ts';
import { inParts } from '../../station/inParts.ts';
import type { Station } from '../../station/station.ts';

/** A part could hold 512; a station with small buffers sends less. */
const CHARS_PER_PART = 96;

/** What the station knows about a customer, as text (OCPP 2.0.1 N09). */
function knowledgeOf(subject: string | undefined, station: Station): string {
  if (subject === undefined) return 'The station stores nothing about the customer of a certificate.';
  const { localList } = station;
  const running = station.connectors.filter(({ transaction }) => transaction?.token.idToken === subject);
  return [
    `Customer: ${subject}`,
    `Local authorization list, version ${localList.version}: ${localList.lookUp(subject) ?? 'not in it'}`,
    `Authorization cache: ${localList.isCached(subject) ? 'accepted' : 'not in it'}`,
    ...running.map(({ id, transaction }) => `Transaction ${transaction?.id} is running on EVSE ${id}`),
    ...(running.length === 0 ? ['No transaction of this customer is running'] : []),
  ].join('\n');
}

/** Tells or forgets what is stored about a customer, or both (OCPP 2.0.1 N09, N10). */
export const customerInformation = command('CustomerInformation', (payload, station) => {
  const requestId = integer(payload, 'requestId');
  const isReportWanted = flag(payload, 'report');
  const isClearWanted = flag(payload, 'clear');
  const idToken = optionalObject(payload, 'idToken');
  const subject =
    idToken === undefined ? optionalText(payload, 'customerIdentifier') : text(idToken, 'idToken');
  const isNobody = subject === undefined && payload['customerCertificate'] === undefined;
  if (isNobody || (!isReportWanted && !isClearWanted)) return status('Invalid');
  const known = isReportWanted ? knowledgeOf(subject, station) : '';
  return status('Accepted', () => {
    if (isClearWanted && subject !== undefined) station.localList.forget(subject);
    const generatedAt = station.clock.iso();
    const parts = inParts(Array.from(known), CHARS_PER_PART, (chars, seqNo, tbc) => ({
      requestId,
      seqNo,
      tbc,
      generatedAt,
      data: chars.join(''),
    }));
    station.report('NotifyCustomerInformation', parts);
  });
});
