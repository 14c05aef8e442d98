import { ContractError } from '../../../../shared/contract/failure.ts';
import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { commandsOf, findAction } from '../../../../shared/ocpp/catalog.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { nearNames } from './nearNames.ts';
import type { Part } from '../schemas/noIssues.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import { issueOf } from '../sessionIssue.ts';

const SEND_ANYWAY = 'Correct it, or send it as it is with “Send anyway” (--raw).';

/** What is wrong with a payload text: JSON syntax first, then the schema. */
export function checkPayloadText(
  schemas: VersionSchemas,
  action: string,
  part: Part,
  payloadText: string,
): readonly Issue[] {
  let payload: Json;
  try {
    payload = JSON.parse(payloadText) as Json;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [issueOf('error', 'payload-not-json', `The payload is not valid JSON: ${detail}.`)];
  }
  if (!isJsonObject(payload)) {
    return [issueOf('error', 'payload-not-object', 'The payload is JSON, but not an object ({ … }).')];
  }
  return schemas.check(action, part, payload, payloadText.length);
}

/** What is wrong with a command; the record of a command that is sent anyway carries it. */
export function checkCommand(
  version: OcppVersion,
  schemas: VersionSchemas,
  action: string,
  payloadText: string,
): readonly Issue[] {
  const known = findAction(version, action);
  if (known === undefined) {
    return [issueOf('error', 'action-unknown', `OCPP ${version} has no action “${action}”.`)];
  }
  const issues = checkPayloadText(schemas, action, 'request', payloadText);
  if (known.sentBy !== 'station') return issues;
  const message = `${action} is sent by stations, not by the central system.`;
  return [issueOf('error', 'action-direction', message), ...issues];
}

/** The failure for a command that is not to be sent as it is. */
export function commandFailure(
  version: OcppVersion,
  action: string,
  issues: readonly Issue[],
): ContractError {
  const [first] = issues;
  const message = first?.message ?? 'The command is not valid.';
  if (first?.code === 'action-unknown') {
    const names = commandsOf(version).flatMap((group) => group.actions.map(({ name }) => name));
    const near = nearNames(action, names);
    const meant = near.length === 0 ? '' : `Did you mean ${near.join(' or ')}? `;
    return new ContractError('invalid-params', message, {
      hint: `${meant}An action of a maker’s own goes out with “Send anyway” (--raw).`,
    });
  }
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const place = first?.path === undefined ? '' : ` At ${first.path}.`;
  return new ContractError('invalid-params', `${message}${place}${more}`, { hint: SEND_ANYWAY });
}
