import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { ExportOutcome } from '../../../../shared/trace/exportOutcome.ts';
import { useClient, useHost } from '../../../state/useAppState.ts';
import { failureOf } from '../../../state/failureOf.ts';
import type { ExportChoice } from './exportChoice.ts';

export interface ExportState {
  isBusy: boolean;
  /** What became of it, in sentences; empty before the first export. */
  result: string;
  isFailure: boolean;
}

export interface Exporting extends ExportState {
  save: (choice: ExportChoice, filter: TraceFilter) => void;
  copy: (format: 'markdown' | 'mermaid', choice: ExportChoice, filter: TraceFilter) => void;
}

const ASK_MS = 300;
/** The technician may take a while in a dialog of the system. */
const MOST_ASKS = 2000;
const IDLE: ExportState = { isBusy: false, result: '', isFailure: false };

/** Exports, and follows each one to its end. */
export function useExport(): Exporting {
  const { t } = useTranslation();
  const client = useClient();
  const host = useHost();
  const [state, setState] = useState(IDLE);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => void (isGone.current = true);
  }, []);
  const run = async (work: (client: ContractClient) => Promise<string>): Promise<void> => {
    if (client === undefined) return;
    setState({ ...IDLE, isBusy: true });
    try {
      setState({ ...IDLE, result: await work(client) });
    } catch (error) {
      const { message, hint } = failureOf(error);
      setState({ ...IDLE, result: [message, hint].filter(Boolean).join(' '), isFailure: true });
    }
  };
  const save = async (core: ContractClient, choice: ExportChoice, filter: TraceFilter): Promise<string> => {
    const { ticket, fileName } = await core.call('export.prepare', {
      format: choice.format,
      filter,
      redact: redactOf(choice),
    });
    await host.saveDownload(ticket, fileName);
    const outcome = await outcomeOf(core, ticket, () => isGone.current);
    if (outcome.state === 'done') {
      const made = t('export.made', { fileName, count: outcome.records });
      return [made, outcome.sentence, outcome.redaction === undefined ? '' : t('export.redacted')]
        .filter(Boolean)
        .join(' ');
    }
    if (outcome.state === 'failed')
      return [outcome.failure.message, outcome.failure.hint].filter(Boolean).join(' ');
    return outcome.state === 'broken-off' ? t('export.brokenOff') : t('export.notSaved');
  };
  const copy = async (
    core: ContractClient,
    format: 'markdown' | 'mermaid',
    choice: ExportChoice,
    filter: TraceFilter,
  ): Promise<string> => {
    const { text, records, sentence } = await core.call('export.text', {
      format,
      filter,
      redact: redactOf(choice),
    });
    if (!(await host.copyText(text))) return t('export.notCopied');
    return [t('export.copied', { count: records }), sentence].filter(Boolean).join(' ');
  };
  return {
    ...state,
    save: (choice, filter) => void run((core) => save(core, choice, filter)),
    copy: (format, choice, filter) => void run((core) => copy(core, format, choice, filter)),
  };
}

function redactOf({ isRedacted, categories }: ExportChoice): false | ExportChoice['categories'] {
  return isRedacted ? categories : false;
}

async function outcomeOf(
  client: ContractClient,
  ticket: string,
  isGone: () => boolean,
): Promise<ExportOutcome> {
  let outcome = await client.call('export.outcome', { ticket });
  for (let ask = 0; ask < MOST_ASKS && !isGone(); ask += 1) {
    if (outcome.state !== 'waiting' && outcome.state !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    outcome = await client.call('export.outcome', { ticket });
  }
  return outcome;
}
