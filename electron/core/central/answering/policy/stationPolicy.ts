import { assertNever } from '../../../../../shared/assertNever.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import { mergePatch } from '../../../../../shared/mergePatch.ts';
import type { AnswerFault } from '../../../../../shared/station/answerFault.ts';
import type { PolicyDocument } from '../../../../../shared/station/answerPolicy.ts';
import type { Issue } from '../../../../../shared/trace/issue.ts';
import { objectOf } from '../../../../../shared/payloadFields.ts';
import { NO_ISSUES } from '../../schemas/noIssues.ts';
import type { AnswerPolicy, Decision, QuestionedCall } from '../answerer.ts';
import { errorReply, type Reply } from '../reply.ts';
import { applyPolicy } from './applyPolicy.ts';
import type { PolicyAnswer } from './policyQuestion.ts';
import { faultIssue } from './policyIssues.ts';
import type { RunningTags, TagUse } from './runningTags.ts';
import { tokenOf, type Token } from './tokenOf.ts';

/** What the answers of one station depend on; asked for each call, so that a change holds at once. */
export interface StationRules {
  stationId: string;
  runningTags: RunningTags;
  effective: () => PolicyDocument;
  takeFault: (action: string) => AnswerFault | undefined;
  takeTransactionId: () => number | undefined;
  /** Told what an action that rules exist for was answered. */
  answered: (call: QuestionedCall, token: Token | undefined, answer: JsonObject | undefined) => void;
}

/** Actions whose answers have rules; all others are only open to faults. */
const RULED = new Set([
  'BootNotification',
  'Authorize',
  'StartTransaction',
  'StopTransaction',
  'TransactionEvent',
  'DataTransfer',
]);

/** The technician's say in the answers of one station: a fault where one is set, else the rules, else the usual. */
export class StationPolicy implements AnswerPolicy {
  readonly #rules: StationRules;

  constructor(rules: StationRules) {
    this.#rules = rules;
  }

  decide(call: QuestionedCall, usual: Reply): Decision {
    const fault = this.#rules.takeFault(call.action);
    if (!RULED.has(call.action)) {
      return fault === undefined
        ? { reply: usual, delayMs: 0, issues: NO_ISSUES }
        : this.#faulty(fault, () => ({ reply: usual, issues: NO_ISSUES }));
    }
    const payload = objectOf(call.payload);
    const token = tokenOf(call.version, call.action, payload);
    const use: TagUse = { stationId: this.#rules.stationId, action: call.action, payload };
    const ruled = (): Ruled => this.#ruled(call, use, token, usual);
    const decision = fault === undefined ? plainly(ruled()) : this.#faulty(fault, ruled);
    const answer = decision.reply?.kind === 'result' ? decision.reply.payload : undefined;
    this.#rules.runningTags.note(use, token?.tag, answer);
    this.#rules.answered(call, token, answer);
    return decision;
  }

  #ruled(call: QuestionedCall, use: TagUse, token: Token | undefined, usual: Reply): Ruled {
    if (usual.kind === 'error') return { reply: usual, issues: NO_ISSUES };
    const { runningTags, effective, takeTransactionId } = this.#rules;
    const { payload, issues }: PolicyAnswer = applyPolicy(
      {
        version: call.version,
        action: call.action,
        payload: use.payload,
        tag: token?.tag,
        isConcurrent: () => token !== undefined && runningTags.isElsewhere(token.tag, use),
        takeTransactionId,
      },
      usual.payload,
      effective(),
    );
    return { reply: payload === usual.payload ? usual : { kind: 'result', payload }, issues };
  }

  /** `ruled` is asked for only where its answer goes out: a number that is taken is gone. */
  #faulty(fault: AnswerFault, ruled: () => Ruled): Decision {
    const { answer, delayMs = 0 } = fault;
    const told = [faultIssue(fault)];
    if (answer === undefined) {
      const { reply, issues } = ruled();
      return { reply, delayMs, issues: told, answerIssues: [...told, ...issues] };
    }
    switch (answer.kind) {
      case 'none':
        return { reply: undefined, delayMs: 0, issues: told };
      case 'error':
        return {
          reply: errorReply(answer.code, answer.description ?? ''),
          delayMs,
          issues: told,
          answerIssues: told,
        };
      case 'payload': {
        const { reply, issues } = ruled();
        const base = reply.kind === 'result' && answer.mode === 'merge' ? reply.payload : {};
        const payload = answer.mode === 'merge' ? mergePatch(base, answer.payload) : answer.payload;
        return {
          reply: { kind: 'result', payload },
          delayMs,
          issues: told,
          answerIssues: answer.mode === 'merge' ? [...told, ...issues] : told,
        };
      }
      default:
        return assertNever(answer);
    }
  }
}

interface Ruled {
  reply: Reply;
  issues: readonly Issue[];
}

function plainly({ reply, issues }: Ruled): Decision {
  return { reply, delayMs: 0, issues: NO_ISSUES, answerIssues: issues };
}
