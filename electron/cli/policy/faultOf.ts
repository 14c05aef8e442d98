import { isJsonObject, type Json } from '../../../shared/json.ts';
import { stationActionsOf } from '../../../shared/ocpp/catalog.ts';
import { errorCodesOf } from '../../../shared/ocpp/errorCode.ts';
import { OCPP_VERSIONS, type OcppVersion } from '../../../shared/ocpp/version.ts';
import type { FaultAnswer, NewFault } from '../../../shared/station/answerFault.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { nearestName } from '../nearestName.ts';
import { UsageError } from '../usageError.ts';
import { FAULT_FLAGS } from './policyFlags.ts';

const ANY = 'any';

/** The fault that the flags ask for, or nothing. Throws `UsageError` where they do not fit together. */
export function faultOf(args: Arguments, version: OcppVersion | undefined): NewFault | undefined {
  const typed = args.text('fault');
  if (typed === undefined) {
    const alone = Object.keys(FAULT_FLAGS).find((flag) => args.has(flag));
    if (alone === undefined) return undefined;
    throw new UsageError(`--${alone} says what is wrong with an answer: add --fault ACTION, or --fault any.`);
  }
  const action = actionOf(typed, version);
  const delayMs = args.number('delay', { min: 1, max: 600_000, isWhole: true });
  const next = args.number('next', { min: 1, max: 1_000_000, isWhole: true });
  const answer = answerOf(args, version);
  if (delayMs === undefined && answer === undefined) {
    throw new UsageError(
      '--fault needs what is wrong: --delay MS, --no-answer, --error CODE or --payload JSON.',
    );
  }
  if (delayMs !== undefined && answer?.kind === 'none') {
    throw new UsageError('An answer that never comes cannot be late: use --delay or --no-answer.');
  }
  return {
    ...(action === undefined ? {} : { action }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(answer === undefined ? {} : { answer }),
    ...(next === undefined ? {} : { next }),
  };
}

/** An action that nearly is one of the specification is a slip; what is not near any may be the maker's own. */
function actionOf(typed: string, version: OcppVersion | undefined): string | undefined {
  if (typed.toLowerCase() === ANY) return undefined;
  const versions = version === undefined ? OCPP_VERSIONS : [version];
  const names = versions.flatMap((one) => stationActionsOf(one).map(({ name }) => name));
  const exact = names.find((name) => name.toLowerCase() === typed.toLowerCase());
  if (exact !== undefined) return exact;
  const nearest = nearestName(typed, names);
  if (nearest === undefined) return typed;
  const of = version === undefined ? 'OCPP' : `OCPP ${version}`;
  throw new UsageError(`stations of ${of} send no "${typed}". Did you mean ${nearest}?`);
}

function answerOf(args: Arguments, version: OcppVersion | undefined): FaultAnswer | undefined {
  const given = ['no-answer', 'error', 'payload'].filter((flag) => args.has(flag));
  if (given.length > 1) throw new UsageError(`--${given.join(' and --')} exclude each other.`);
  const code = args.text('error');
  const payload = args.text('payload');
  if (code === undefined && args.has('description')) {
    throw new UsageError('--description goes with --error CODE.');
  }
  if (payload === undefined && args.has('replace'))
    throw new UsageError('--replace goes with --payload JSON.');
  if (args.has('no-answer')) return { kind: 'none' };
  if (code !== undefined) {
    const description = args.text('description');
    return {
      kind: 'error',
      code: choice('error', code, errorCodesOf(version)),
      ...(description === undefined ? {} : { description }),
    };
  }
  if (payload === undefined) return undefined;
  return { kind: 'payload', payload: objectOf(payload), mode: args.has('replace') ? 'replace' : 'merge' };
}

function objectOf(text: string): Record<string, Json> {
  let payload: Json;
  try {
    payload = JSON.parse(text) as Json;
  } catch (error) {
    throw new UsageError(`--payload is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (isJsonObject(payload)) return payload;
  throw new UsageError('--payload takes a JSON object: \'{"status":"Accepted"}\'.');
}
