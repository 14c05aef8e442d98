import type { Issue } from '../../../../../shared/trace/issue.ts';
import { textOf, objectOf } from '../../../../../shared/payloadFields.ts';
import { issueOf } from '../../sessionIssue.ts';
import { isPlaceholder, TransactionRegister, type Attachment } from '../../station/transactionRegister.ts';
import type { Detection, Detector, NewFinding, StationEvent } from '../detector.ts';
import { found } from '../found.ts';
import { spanWords } from '../timeWords.ts';

const CLAUSE_STOP = 'OCPP 1.6 §4.10';
const CLAUSE_METER = 'OCPP 1.6 §4.7';
/** The last values of a transaction may overtake or follow its stop. */
const TRAILING_MS = 5 * 60_000;
/** Two stops this close are one end that is told twice. */
const TWICE_MS = 10_000;

/**
 * Transaction ids of 1.5 and 1.6 that mean nothing, or something else than they say. The station is answered all the
 * same, and the message is attached to the transaction that it must mean.
 */
export class TransactionIdsDetector implements Detector {
  readonly interest = {
    calls: ['MeterValues', 'StopTransaction'],
    answered: ['StartTransaction', 'StopTransaction'],
  } as const;
  readonly #register = new TransactionRegister();

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'answered') {
      this.#register.apply(event, this.#register.attach(event));
      return undefined;
    }
    if (event.type !== 'call') return undefined;
    const attachment = this.#register.attach(event);
    if (attachment === undefined || attachment.how === 'exact') return undefined;
    return event.action === 'StopTransaction'
      ? stopped(attachment, event.at, textOf(objectOf(event.payload)['reason']))
      : metered(attachment, event.at);
  }
}

function stopped(attachment: Attachment, at: number, reason: string | undefined): Detection {
  const { how, transaction } = attachment;
  const id = said(attachment);
  switch (how) {
    case 'guessed': {
      const message = `The stop has ${id}. By card, meter and time it ends transaction ${transaction?.id}.`;
      return {
        issues: [issueOf('warning', 'transaction-guessed', message, CLAUSE_STOP)],
        findings: [stopWithoutId()],
      };
    }
    case 'closed': {
      const ago = at - (transaction?.stoppedAt ?? at);
      const why = reason === undefined ? '' : ` (reason ${reason.slice(0, 30)})`;
      const message = `Transaction ${id} was stopped ${spanWords(ago)} before; this second stop${why} changes nothing.`;
      return {
        issues: [issueOf('warning', 'stop-repeated', message, CLAUSE_STOP)],
        findings: [stopTwice(ago <= TWICE_MS)],
      };
    }
    case 'none': {
      const message = `The stop has ${id}, and no transaction is running that it could mean.`;
      return {
        issues: [issueOf('warning', 'transaction-unknown', message, CLAUSE_STOP)],
        findings: [stopWithoutStart()],
      };
    }
    // An id of its own is nothing wrong with the message: most began before Kerbside came.
    default:
      return { findings: [stopWithoutStart()] };
  }
}

function metered(attachment: Attachment, at: number): Detection {
  const { how, transaction } = attachment;
  const id = said(attachment);
  const one = (issue: Issue, finding: NewFinding): Detection => ({ issues: [issue], findings: [finding] });
  if (how === 'guessed') {
    const message = `The values have ${id}; on this connector transaction ${transaction?.id} is running, so they belong to it.`;
    return one(
      issueOf('warning', 'transaction-guessed', message, CLAUSE_METER),
      found(
        'warning',
        'meter-values-wrong-id',
        'The station sends meter values of a running transaction with no id, 0, or an old one.',
        {
          clause: CLAUSE_METER,
          remedy:
            'Kerbside attaches them by connector and time. Other back ends may lose them, and bill by the stop alone: tell the maker.',
        },
      ),
    );
  }
  if (how === 'closed') {
    const ago = at - (transaction?.stoppedAt ?? at);
    const message = `The values belong to transaction ${id}, which was stopped ${spanWords(ago)} before. It is not opened again.`;
    const finding =
      ago > TRAILING_MS
        ? found(
            'warning',
            'transaction-id-stuck',
            'The station keeps sending the id of a transaction that ended long ago.',
            {
              subject: id,
              clause: CLAUSE_METER,
              remedy:
                'Restart it; some need their power cut. Until then, do not take its meter values for a running session.',
            },
          )
        : found(
            'warning',
            'meter-values-after-stop',
            'The station sends meter values of a transaction after its stop.',
            {
              clause: CLAUSE_METER,
              remedy:
                'They are attached to the transaction that ended. Other back ends may refuse them or bill them twice.',
            },
          );
    return one(issueOf('warning', 'meter-values-after-stop', message, CLAUSE_METER), finding);
  }
  return {
    findings: [
      found(
        'info',
        'meter-values-unknown-transaction',
        'The station sends meter values of a transaction that did not start here.',
        {
          clause: CLAUSE_METER,
          remedy:
            'It began under another central system, or the station made it up. It ends with its stop; a restart ends it too.',
        },
      ),
    ],
  };
}

function said({ id }: Attachment): string {
  if (id === undefined) return 'no transaction id';
  return isPlaceholder(id) ? `the transaction id ${id}` : id.slice(0, 40);
}

function stopWithoutId(): NewFinding {
  return found(
    'warning',
    'stop-wrong-id',
    'The station stops transactions with no id, 0 or -1 instead of the one that it got.',
    {
      clause: CLAUSE_STOP,
      remedy:
        'Kerbside finds the transaction by card, meter and time. Back ends that do not would leave it open: check that the station read our answer to StartTransaction.',
    },
  );
}

function stopTwice(isAtOnce: boolean): NewFinding {
  return found('warning', 'stop-repeated', 'The station stops the same transaction twice.', {
    clause: CLAUSE_STOP,
    remedy: isAtOnce
      ? 'Both were answered, and the first one counts. It happens when the stop and a shutdown come together.'
      : 'Both were answered, and the first one counts. If it sends the stop again and again, our answer does not reach it.',
  });
}

function stopWithoutStart(): NewFinding {
  return found(
    'info',
    'stop-without-start',
    'The station stopped a transaction whose start was never seen here.',
    {
      clause: CLAUSE_STOP,
      remedy:
        'It began before Kerbside came, was started offline and its start was lost, or the station charges freely without asking. The stop is accepted, so that the station does not send it for ever.',
    },
  );
}
