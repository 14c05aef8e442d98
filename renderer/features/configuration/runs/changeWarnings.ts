import type { TFunction } from 'i18next';
import type { Severity } from '../../../../shared/trace/issue.ts';
import type { Edit } from '../../../state/configurationEdits.ts';
import { checkEdit } from '../editing/checkEdit.ts';
import { isMissing, isWritable, type Setting } from '../settings/setting.ts';

export interface ChangeWarning {
  severity: Severity;
  sentence: string;
}

/** What somebody should know before a change is sent; `cutOff` is what it does to the connection, in a sentence. */
export function changeWarnings(
  t: TFunction,
  setting: Setting,
  edit: Edit,
  cutOff: string | undefined,
): ChangeWarning[] {
  const { knowledge } = setting;
  const warnings: ChangeWarning[] = [];
  if (cutOff !== undefined) warnings.push({ severity: 'error', sentence: cutOff });
  const found = checkEdit(setting, edit.value);
  if (found !== undefined) warnings.push({ severity: found.severity, sentence: found.sentence });
  if (isMissing(setting))
    warnings.push({ severity: 'warning', sentence: t('configuration.warning.missing') });
  else if (!isWritable(setting)) {
    warnings.push({ severity: 'warning', sentence: t('configuration.warning.readOnly') });
  }
  const isSaid = cutOff !== undefined && knowledge?.risk === 'connection';
  if (knowledge?.risk !== undefined && knowledge.risk !== 'restart' && !isSaid) {
    const severity = knowledge.risk === 'charging' ? 'info' : 'warning';
    warnings.push({ severity, sentence: t(`configuration.warning.risk.${knowledge.risk}`) });
  }
  if (knowledge?.needsRestart === true || knowledge?.risk === 'restart') {
    warnings.push({ severity: 'info', sentence: t('configuration.warning.restart') });
  }
  return warnings;
}
