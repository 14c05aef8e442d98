import type { TFunction } from 'i18next';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { idTagHint } from '../../../../shared/ocpp/idTag.ts';
import { fieldMeaning } from '../../../../shared/ocpp/fieldMeanings/fieldMeaning.ts';
import { pointerTo } from '../../../ui/jsonPointer.ts';
import { ArrayFields } from './ArrayFields.tsx';
import classes from './CommandForm.module.css';
import { FieldRow } from './FieldRow.tsx';
import { exampleSource } from './exampleSource.ts';
import { shownText } from './fieldSource.ts';
import { useForm, type FieldEntryProps } from './formContext.ts';
import { issuesOf } from './formIssues.ts';
import { ObjectGroup } from './ObjectGroup.tsx';
import { RawValue } from './RawValue.tsx';
import { ScalarControl } from './ScalarControl.tsx';
import { useLimits } from './useLimits.ts';

/** What chargers are known not to take of an id tag, while it is typed. */
function tagHint(
  t: TFunction,
  { name }: FieldEntryProps['field'],
  node: FieldEntryProps['node'],
  text: string,
): string | undefined {
  const hint = name === 'idTag' || name === 'idToken' ? idTagHint(shownText(text, node)) : undefined;
  return hint === undefined ? undefined : t(`form.idTag.${hint}`);
}

function joinedWords(first: string | undefined, second: string | undefined): string | undefined {
  return first === undefined ? second : [first, second].filter(Boolean).join(' ');
}

/** One field of an object, whatever its kind. */
export function FieldEntry({ field, owner, node, onSource }: FieldEntryProps): JSX.Element {
  const { t } = useTranslation();
  const form = useForm();
  const { name, spec, isRequired } = field;
  const pointer = pointerTo(owner, name);
  const id = form.formId + pointer;
  const issues = issuesOf(form.issues, owner, name);
  const about = spec.description ?? fieldMeaning(form.version, form.action, name);
  const limits = useLimits(field, node);
  const row = {
    id,
    name,
    isRequired,
    about: joinedWords(tagHint(t, field, node, form.text), about),
    limits,
    issues,
  };
  const isGroup = spec.kind === 'object' || spec.kind === 'array';

  if (node === undefined && isGroup) {
    return (
      <FieldRow {...row}>
        <button
          type="button"
          id={id}
          className={classes.mini}
          aria-label={t('form.addField', { name })}
          onClick={() => onSource(exampleSource(form, spec))}
        >
          {t('form.add')}
        </button>
      </FieldRow>
    );
  }
  if (node?.kind === 'object' && spec.kind === 'object') {
    return (
      <ObjectGroup
        title={name}
        spec={spec}
        node={node}
        pointer={pointer}
        isRequired={isRequired}
        about={about}
        issues={issues}
        onRemove={isRequired ? undefined : () => onSource(undefined)}
      />
    );
  }
  if (node?.kind === 'array' && spec.kind === 'array') {
    const onRemove = isRequired ? undefined : () => onSource(undefined);
    return <ArrayFields {...{ field, pointer, about, limits, issues, node, onRemove }} />;
  }
  if (isGroup || spec.kind === 'anything' || node?.kind === 'object' || node?.kind === 'array') {
    return (
      <FieldRow {...row}>
        <RawValue name={name} node={node} onRemove={() => onSource(undefined)} />
      </FieldRow>
    );
  }
  return (
    <FieldRow {...row}>
      <ScalarControl {...{ id, name, spec, isRequired, node, onSource }} hasIssue={issues.length > 0} />
    </FieldRow>
  );
}
