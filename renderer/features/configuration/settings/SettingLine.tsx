import type { CSSProperties, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edit } from '../../../state/configurationEdits.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { SEVERITY_SIGNS } from '../../../ui/severitySigns.ts';
import { ReadOnlyLock } from '../ReadOnlyLock.tsx';
import { allowedText } from './allowedText.ts';
import { isMissing, isOffDefault, isWritable, worstIssue, type Setting } from './setting.ts';
import classes from './SettingList.module.css';
import type { SettingRow } from './settingRows.ts';
import { PlainValue, ValueText } from './ValueText.tsx';

interface GroupLineProps {
  row: SettingRow & { kind: 'group' };
  title: string;
  /** What the group is, where somebody has said it. */
  hint: string | undefined;
}

/** The head of a group: its name, and how much of it wants a look. */
export function GroupLine({ row, title, hint }: GroupLineProps): JSX.Element {
  const { t } = useTranslation();
  const { isOpen, count, issues, depth } = row;
  return (
    <span className={classes.group} role="gridcell" style={{ '--depth': depth } as CSSProperties}>
      <span className={classes.fold} data-open={isOpen || undefined} aria-hidden="true">
        <Icon name="chevron" size={12} />
      </span>
      <b>{title}</b>
      <span className={classes.counts}>
        {t('configuration.list.count', { count })}
        {issues > 0 && (
          <span className={classes.troubled}>
            <span aria-hidden="true">{SEVERITY_SIGNS.warning} </span>
            {t('configuration.list.troubled', { count: issues })}
          </span>
        )}
      </span>
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
    </span>
  );
}

interface SettingLineProps {
  setting: Setting;
  depth: number;
  edit: Edit | undefined;
  /** The field, while the value is being edited in the line. */
  field: JSX.Element | undefined;
  /** What the check says about the field, beside it. */
  sentence: JSX.Element | undefined;
}

/** A setting as a line: name, value, what it can hold, default, meaning, and what is wrong. */
export function SettingLine(props: SettingLineProps): JSX.Element {
  const { setting, depth, edit, field, sentence } = props;
  const { t } = useTranslation();
  const { knowledge, label } = setting;
  return (
    <>
      <span className={classes.name} role="rowheader" style={{ '--depth': depth } as CSSProperties}>
        <span className={`mono ${classes.key}`} title={setting.address}>
          {label}
        </span>
        <NameMarks setting={setting} />
      </span>
      {field === undefined ? (
        <span className={classes.value} role="gridcell" data-off={isOffDefault(setting) || undefined}>
          <span className={edit === undefined ? '' : classes.old}>
            <ValueText setting={setting} />
          </span>
          {edit !== undefined && (
            <span className={classes.wanted}>
              <span aria-hidden="true">→ </span>
              <span className="unseen">{t('configuration.list.wanted')} </span>
              <PlainValue value={edit.value} isSecret={setting.isSecret} />
            </span>
          )}
        </span>
      ) : (
        <span className={classes.field} role="gridcell">
          {field}
        </span>
      )}
      {sentence === undefined ? (
        <>
          <span className={classes.allowed} role="gridcell">
            {allowedText(t, setting)}
          </span>
          <span className={`mono ${classes.default}`} role="gridcell">
            {knowledge?.default ?? ''}
          </span>
          <span className={classes.meaning} role="gridcell">
            <IssueSign setting={setting} />
            {worstIssue(setting)?.severity === 'info' || worstIssue(setting) === undefined
              ? (knowledge?.meaning ?? setting.item?.note ?? '')
              : worstIssue(setting)?.sentence}
          </span>
        </>
      ) : (
        <span className={classes.sentence} role="gridcell">
          {sentence}
        </span>
      )}
    </>
  );
}

function NameMarks({ setting }: { setting: Setting }): JSX.Element {
  const { t } = useTranslation();
  const { isRequired, isByHand, item } = setting;
  const marks = [
    isRequired && !isMissing(setting) ? { sign: '*', words: t('configuration.list.required') } : undefined,
    isByHand === true ? { sign: '✎', words: t('configuration.list.byHand') } : undefined,
  ].filter((mark) => mark !== undefined);
  return (
    <>
      {marks.map(({ sign, words }) => (
        <span key={sign} className={classes.mark} role="img" aria-label={words} title={words}>
          {sign}
        </span>
      ))}
      {item !== undefined && !isWritable(setting) && <ReadOnlyLock className={classes.lock} />}
    </>
  );
}

/** The gravest issue; else that the charger told the value in an odd way. */
function IssueSign({ setting }: { setting: Setting }): JSX.Element | undefined {
  const { t } = useTranslation();
  const note = setting.item?.note;
  const worst =
    worstIssue(setting) ?? (note === undefined ? undefined : { severity: 'info' as const, sentence: note });
  if (worst === undefined) return undefined;
  return (
    <span
      className={classes.sign}
      data-severity={worst.severity}
      role="img"
      aria-label={t(`messages.severity.${worst.severity}`)}
      title={worst.sentence}
    >
      {SEVERITY_SIGNS[worst.severity]}
    </span>
  );
}
