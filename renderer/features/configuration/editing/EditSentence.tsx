import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITY_SIGNS } from '../../../ui/severitySigns.ts';
import type { Setting } from '../settings/setting.ts';
import classes from './EditSentence.module.css';
import type { Editing } from './useEditing.ts';

export const EDIT_SENTENCE_ID = 'edit-sentence';

/** Beside the field: what is wrong with the value, and the ways out. */
export function EditSentence({ setting, editing }: { setting: Setting; editing: Editing }): JSX.Element {
  const { t } = useTranslation();
  const { problem, draft, commit, cancel, change } = editing;
  const isWrong = problem?.severity === 'error';
  const suggestion = problem?.suggestion;
  const usual = setting.knowledge?.default;
  const hasDefault =
    usual !== undefined && usual !== draft?.text && !setting.isSecret && problem === undefined;
  return (
    <span className={classes.edit}>
      {problem !== undefined && (
        <span
          id={EDIT_SENTENCE_ID}
          className={classes.problem}
          data-severity={problem.severity}
          title={problem.sentence}
          role={draft?.isStopped === true ? 'alert' : undefined}
        >
          <span aria-hidden="true">{SEVERITY_SIGNS[problem.severity]} </span>
          {problem.sentence}
        </span>
      )}
      <span className={classes.buttons}>
        {suggestion !== undefined && (
          <Button size="compact-xs" onClick={() => change(suggestion)}>
            {t('configuration.edit.useSuggestion', { value: suggestion })}
          </Button>
        )}
        {hasDefault && (
          <Button size="compact-xs" onClick={() => change(usual)}>
            {t('configuration.edit.useDefault', { value: usual })}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant={isWrong ? 'default' : 'filled'}
          onClick={() => commit(isWrong)}
          data-anyway={isWrong || undefined}
          className={classes.set ?? ''}
        >
          {t(isWrong ? 'configuration.edit.setAnyway' : 'configuration.edit.set')}
        </Button>
        <Button size="compact-xs" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </span>
    </span>
  );
}
