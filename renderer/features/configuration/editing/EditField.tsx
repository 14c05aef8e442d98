import { useEffect, useRef, type JSX, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Setting } from '../settings/setting.ts';
import { controlOfSetting } from './controlOfSetting.ts';
import { EDIT_SENTENCE_ID } from './EditSentence.tsx';
import type { Editing } from './useEditing.ts';
import { ValueControl } from './ValueControl.tsx';

interface EditFieldProps {
  setting: Setting;
  editing: Editing;
}

/** The field of the draft, with the keys: Enter sets, Esc leaves. It takes the focus when it comes: one for each setting. */
export function EditField({ setting, editing }: EditFieldProps): JSX.Element {
  const { t } = useTranslation();
  const { draft, problem, change, commit, cancel } = editing;
  const field = useRef<HTMLElement | null>(null);
  useEffect(() => {
    field.current?.focus();
    if (field.current instanceof HTMLInputElement && field.current.type !== 'checkbox')
      field.current.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      commit();
    }
  };
  return (
    <ValueControl
      control={controlOfSetting(setting)}
      value={draft?.text ?? ''}
      label={t('configuration.edit.field', { name: setting.label })}
      onChange={change}
      isInvalid={problem?.severity === 'error'}
      describedBy={problem === undefined ? undefined : EDIT_SENTENCE_ID}
      onKeyDown={onKeyDown}
      fieldRef={(element) => {
        field.current = element;
      }}
    />
  );
}
