import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { issueOf } from '../../sessionIssue.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';

/** A start later than this after the command was somebody else's. */
const STARTED_WITHIN_MS = 120_000;

/** A transaction that was started by command, but under another idTag than the command had. */
export class RemoteStartTag implements Detector {
  readonly interest = { calls: ['StartTransaction'], outcomes: ['RemoteStartTransaction'] } as const;
  #started: { idTag: string; at: number } | undefined;

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'outcome') this.#noteCommand(event);
    if (event.type !== 'call' || event.action !== 'StartTransaction' || this.#started === undefined) {
      return undefined;
    }
    const { idTag: sent, at } = this.#started;
    this.#started = undefined;
    const idTag = textOf(objectOf(event.payload)['idTag']);
    if (idTag === undefined || idTag === sent || event.at - at > STARTED_WITHIN_MS) return undefined;
    const message = `The transaction was started with the idTag “${idTag.slice(0, 40)}”, but the command that started it had “${sent}”. Whoever bills by the tag will not find this session.`;
    return { issues: [issueOf('warning', 'id-tag-other', message, 'OCPP 1.6 §5.11')] };
  }

  #noteCommand({ outcome, payload, at }: Extract<StationEvent, { type: 'outcome' }>): void {
    if (outcome.action !== 'RemoteStartTransaction' || outcome.outcome !== 'answered') return;
    const idTag = textOf(objectOf(payload)['idTag']);
    const isAccepted = objectOf(outcome.payload)['status'] === 'Accepted';
    this.#started = idTag === undefined || !isAccepted ? undefined : { idTag, at };
  }
}
