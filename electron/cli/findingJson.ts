import type { JsonObject } from '../../shared/json.ts';
import type { Finding } from '../../shared/station/finding.ts';
import { present } from './stationJson.ts';

/** The stable shape of `findings --json`; times leave as ISO. */
export function findingJson(finding: Finding): JsonObject {
  const { stationId, id, code, severity, message, remedy, clause, count, proof, offer } = finding;
  const [firstAt, lastAt] = [finding.firstAt, finding.lastAt].map((at) => new Date(at).toISOString());
  const fields = { stationId, id, code, severity, message, remedy, clause, firstAt, lastAt, count, proof };
  // The change is the settings file's own shape, of which all values are JSON.
  const proposal =
    finding.proposal === undefined
      ? undefined
      : { label: finding.proposal.label, change: present(finding.proposal.change) };
  return present({ ...fields, offer, proposal });
}
