import { isFrame, type TraceRow } from '../../../../shared/trace/record.ts';
import { SEVERITY_SIGNS } from '../../../ui/severitySigns.ts';
import type { Translate } from '../../../ui/translate.ts';
import { isThirdLeg, issueFamily, worstIssue, type CallState } from './rowStatus.ts';

/** What is wrong with a record, in a word: a sign, what the sign says to those who do not see it, and words beside it. */
export interface RowTagWords {
  severity: string;
  sign: string;
  unseen: string | undefined;
  words: readonly string[];
  title: string | undefined;
}

/** The tag of a record; a tick where it was checked and nothing is wrong, and nothing where there is nothing to check. */
export function rowTag(
  row: Pick<TraceRow, 'issues' | 'kind' | 'isProtest'>,
  state: CallState | undefined,
  t: Translate,
): RowTagWords | undefined {
  const worst = worstIssue(row.issues);
  if (worst !== undefined) {
    const { severity, issue, count } = worst;
    const said = t(`messages.severity.${severity}`);
    const word = t(`messages.issueWords.${issueFamily(issue.code)}`, { defaultValue: said });
    const words = count > 1 ? [word, String(count)] : [word];
    return { severity, sign: SEVERITY_SIGNS[severity], unseen: said, words, title: issue.message };
  }
  if (row.kind === 'error' || row.kind === 'resultError') {
    const word = t(isThirdLeg(row) ? 'messages.row.protest' : 'messages.row.refused');
    return { severity: 'warning', sign: '⊘', unseen: undefined, words: [word], title: undefined };
  }
  const isGood = state === 'answered' || row.kind === 'send';
  if (!isFrame(row.kind) || !isGood) return undefined;
  const said = t('messages.row.valid');
  return { severity: 'none', sign: '✓', unseen: said, words: [], title: said };
}
