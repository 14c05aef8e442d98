import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './CommandForm.module.css';
import { DateTimeControl } from './DateTimeControl.tsx';
import { numberSource, shownText, textSource } from './fieldSource.ts';
import { useForm } from './formContext.ts';
import { commonProps, type ScalarControlProps } from './scalarControlProps.ts';
import { suggestionList } from './suggestions.ts';

/** Texts that are longer than this get room for lines: certificates do. */
const LONG_TEXT_CHARS = 800;

/** The control of a value that is neither an object nor a list. */
export function ScalarControl(props: ScalarControlProps): JSX.Element {
  switch (props.spec.kind) {
    case 'choice':
      return <Choice {...props} choices={props.spec.choices} toSource={textSource} />;
    case 'boolean':
      return <Choice {...props} choices={['true', 'false']} toSource={(choice) => choice} />;
    case 'dateTime':
      return <DateTimeControl {...props} />;
    case 'number':
      return <NumberControl {...props} />;
    default:
      return <TextControl {...props} />;
  }
}

interface ChoiceProps extends ScalarControlProps {
  choices: readonly string[];
  toSource: (choice: string) => string;
}

function Choice(props: ChoiceProps): JSX.Element {
  const { choices, isRequired, node, toSource, onSource } = props;
  const { t } = useTranslation();
  const value = shownText(useForm().text, node);
  const absent = { value: '', label: t(isRequired ? 'form.choose' : 'form.absent') };
  const isForeign = node !== undefined && value !== '' && !choices.includes(value);
  return (
    <NativeSelect
      {...commonProps(props)}
      value={value}
      onChange={({ currentTarget }) =>
        onSource(currentTarget.value === '' ? undefined : toSource(currentTarget.value))
      }
      data={[
        ...(isRequired && value !== '' ? [] : [absent]),
        ...choices,
        ...(isForeign ? [{ value, label: t('form.foreignChoice', { value }) }] : []),
      ]}
    />
  );
}

function NumberControl(props: ScalarControlProps): JSX.Element {
  const { name, spec, node, onSource } = props;
  const { t } = useTranslation();
  const { formId, text, context } = useForm();
  const list = suggestionList(context, name);
  return (
    <TextInput
      {...commonProps(props)}
      className={classes.number ?? ''}
      inputMode={spec.isInteger ? 'numeric' : 'decimal'}
      list={list === undefined ? undefined : `${formId}-${list}`}
      value={shownText(text, node)}
      placeholder={t('form.absent')}
      onChange={({ currentTarget }) => onSource(numberSource(currentTarget.value))}
    />
  );
}

function TextControl(props: ScalarControlProps): JSX.Element {
  const { name, spec, isRequired, node, onSource } = props;
  const { t } = useTranslation();
  const { formId, text, context } = useForm();
  const list = suggestionList(context, name);
  const value = shownText(text, node);
  const placeholder = t(node === undefined ? 'form.absent' : 'form.emptyText');
  const isLong = (spec.maxLength ?? 0) > LONG_TEXT_CHARS || value.includes('\n') || /certificate/i.test(name);
  return (
    <div className={classes.textControl}>
      {isLong ? (
        <Textarea
          {...commonProps(props)}
          rows={3}
          value={value}
          placeholder={placeholder}
          onChange={({ currentTarget }) => onSource(textSource(currentTarget.value))}
        />
      ) : (
        <TextInput
          {...commonProps(props)}
          list={list === undefined ? undefined : `${formId}-${list}`}
          autoCapitalize="off"
          value={value}
          placeholder={placeholder}
          onChange={({ currentTarget }) => onSource(textSource(currentTarget.value))}
        />
      )}
      {node !== undefined && !isRequired && (
        <button
          type="button"
          className={classes.mini}
          aria-label={t('form.leaveOut', { name })}
          title={t('form.leaveOut', { name })}
          onClick={() => onSource(undefined)}
        >
          ×
        </button>
      )}
    </div>
  );
}
