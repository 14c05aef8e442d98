import { NativeSelect, Switch, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { ControlOption } from '../../../../shared/ocpp/configuration/control.ts';
import { ListControl } from './ListControl.tsx';
import classes from './ValueControl.module.css';
import { fieldProps, type ValueControlProps } from './valueControlProps.ts';

/** The control for a value, as its kind wants it. Whatever it is, the value is text. */
export function ValueControl(props: ValueControlProps): JSX.Element {
  const { control } = props;
  switch (control.kind) {
    case 'switch':
      return <SwitchControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} options={control.options} isOpen={control.isOpen} />;
    case 'list':
      return <ListControl {...props} control={control} />;
    case 'number':
      return (
        <TextControl
          {...props}
          inputMode="decimal"
          {...(control.unit === undefined ? {} : { unit: control.unit })}
        />
      );
    case 'url':
      return <TextControl {...props} inputMode="url" />;
    case 'secret':
      return <TextControl {...props} isSecret />;
    case 'dateTime':
      return <TextControl {...props} unit="RFC 3339" />;
    case 'text':
      return <TextControl {...props} />;
    default:
      return assertNever(control);
  }
}

interface TextControlProps extends ValueControlProps {
  inputMode?: 'decimal' | 'url';
  unit?: string;
  isSecret?: boolean;
}

function TextControl(props: TextControlProps): JSX.Element {
  const { value, onChange, inputMode = 'text', unit, isSecret = false, fieldRef } = props;
  const { t } = useTranslation();
  return (
    <TextInput
      {...fieldProps(props)}
      ref={fieldRef ?? null}
      className={classes.text ?? ''}
      type={isSecret ? 'password' : 'text'}
      placeholder={isSecret ? t('configuration.edit.newSecret') : ''}
      inputMode={inputMode}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      // A browser must neither keep a charger's password nor mend its words.
      autoComplete={isSecret ? 'new-password' : 'off'}
      autoCapitalize="off"
      spellCheck={false}
      rightSection={unit === undefined ? undefined : <span className={classes.unit}>{unit}</span>}
      rightSectionWidth={unit === undefined ? 0 : Math.max(28, unit.length * 8 + 10)}
    />
  );
}

function SwitchControl(props: ValueControlProps): JSX.Element {
  const { value, onChange, fieldRef, label, describedBy, isDisabled = false, onKeyDown } = props;
  return (
    <Switch
      ref={fieldRef ?? null}
      className={classes.switch ?? ''}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={isDisabled}
      onKeyDown={onKeyDown}
      label={<span className="mono">{value === '' ? '–' : value}</span>}
      checked={/^\s*(true|1|on|yes)\s*$/i.test(value)}
      onChange={({ currentTarget }) => onChange(String(currentTarget.checked))}
    />
  );
}

const OTHER = '\u0000other';

function ChoiceControl(
  props: ValueControlProps & { options: readonly ControlOption[]; isOpen: boolean },
): JSX.Element {
  const { value, onChange, options, isOpen, fieldRef } = props;
  const { t } = useTranslation();
  const isKnown = options.some((option) => option.value === value);
  const words = options.map((option) => ({
    value: option.value,
    label: option.hint === undefined ? option.value : `${option.value}: ${option.hint}`,
  }));
  if (options.length === 0) return <TextControl {...props} />;
  const own =
    isOpen || !isKnown
      ? [{ value: isKnown ? OTHER : value, label: isKnown ? t('configuration.edit.other') : value }]
      : [];
  return (
    <div className={classes.choice}>
      <NativeSelect
        {...fieldProps(props)}
        ref={fieldRef ?? null}
        data={[
          ...own.filter((option) => option.value !== OTHER),
          ...words,
          ...own.filter((option) => option.value === OTHER),
        ]}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value === OTHER ? '' : currentTarget.value)}
      />
      {!isKnown && <TextControl {...props} fieldRef={() => undefined} />}
    </div>
  );
}
