import { TextInput } from '@mantine/core';
import { useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import classes from './CommandForm.module.css';
import { isoSeconds, localTime, shownText, textSource } from './fieldSource.ts';
import { useForm } from './formContext.ts';
import { commonProps, type ScalarControlProps } from './scalarControlProps.ts';

const HOUR_MS = 3_600_000;

/**
 * A time as it will be sent, to type or to pick. The picker is the browser's own: it knows the technician's calendar
 * and language, and suits a finger; it works in local time, what is sent is UTC in whole seconds.
 */
export function DateTimeControl(props: ScalarControlProps): JSX.Element {
  const { name, isRequired, node, onSource } = props;
  const { t } = useTranslation();
  const { text } = useForm();
  const picker = useRef<HTMLInputElement>(null);
  const value = shownText(text, node);
  const take = (atMs: number): void => onSource(textSource(isoSeconds(atMs)));
  return (
    <div className={classes.time}>
      <TextInput
        {...commonProps(props)}
        value={value}
        placeholder={t('form.absent')}
        onChange={({ currentTarget }) =>
          onSource(currentTarget.value === '' && !isRequired ? undefined : textSource(currentTarget.value))
        }
      />
      <span className={classes.picker}>
        <input
          ref={picker}
          type="datetime-local"
          step={1}
          tabIndex={-1}
          aria-label={t('form.localTime', { name })}
          value={localTime(value)}
          onChange={({ currentTarget }) => {
            const at = new Date(currentTarget.value).getTime();
            if (!Number.isNaN(at)) take(at);
          }}
        />
        <button
          type="button"
          className={classes.mini}
          aria-label={t('form.pick', { name })}
          title={t('form.pick', { name })}
          onClick={() => picker.current?.showPicker()}
        >
          <Icon name="calendar" size={14} />
        </button>
      </span>
      <button type="button" className={classes.mini} onClick={() => take(Date.now())}>
        {t('form.now')}
      </button>
      <button
        type="button"
        className={classes.mini}
        onClick={() => {
          const at = Date.parse(value);
          take((Number.isNaN(at) ? Date.now() : at) + HOUR_MS);
        }}
      >
        {t('form.oneHourLater')}
      </button>
    </div>
  );
}
