import type { Json } from '../../../../shared/json.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { NO_ISSUES } from '../schemas/noIssues.ts';
import { replyTo, type Reply } from './reply.ts';
import type { ResponderContext } from './responders/responder.ts';

/** A call of a station that is to be answered. `at` is epoch ms. */
export interface QuestionedCall {
  version: OcppVersion;
  action: string;
  payload: Json;
  at: number;
}

/**
 * What becomes of a call: its reply, or none on purpose; `issues` belong to the record of the call, `answerIssues` to
 * that of the answer.
 */
export interface Decision {
  reply: Reply | undefined;
  delayMs: number;
  issues: readonly Issue[];
  answerIssues?: readonly Issue[];
}

/** The technician's say in the answers of one station. */
export interface AnswerPolicy {
  /** `usual` is what Kerbside would answer by itself. */
  decide(call: QuestionedCall, usual: Reply): Decision;
}

/** What the answers of one station are made from. */
export type AnswerContext = () => Omit<ResponderContext, 'at'>;

/** Makes the answers of one station, whatever carries them. */
export class Answerer {
  readonly #context: AnswerContext;
  readonly #policy: AnswerPolicy | undefined;

  constructor(context: AnswerContext, policy?: AnswerPolicy) {
    this.#context = context;
    this.#policy = policy;
  }

  decide(call: QuestionedCall): Decision {
    const { version, action, payload, at } = call;
    const usual = replyTo(version, action, payload, { ...this.#context(), at });
    return this.#policy?.decide(call, usual) ?? { reply: usual, delayMs: 0, issues: NO_ISSUES };
  }
}
