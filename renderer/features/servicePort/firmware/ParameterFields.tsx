import { TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortFirmwareWay } from '../../../../shared/service-port/portRun.ts';
import classes from './Firmware.module.css';

interface ParameterFieldsProps {
  parameters: PortFirmwareWay['parameters'];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
}

/** What the profile asks for; a field that is left empty goes with the value that stands in it in grey. */
export function ParameterFields(props: ParameterFieldsProps): JSX.Element | undefined {
  return props.parameters.length === 0 ? undefined : <Fields {...props} />;
}

function Fields({ parameters, values, onChange }: ParameterFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(
    Object.values(values).some(Boolean) || parameters.some(({ default: usual }) => usual === undefined),
  );
  return (
    <details
      className={classes.parameters}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('port.push.parameters')}</summary>
      <p className="dim">{t('port.push.parametersWhy')}</p>
      <div className={classes.fields}>
        {parameters.map(({ name, title, default: usual }) => (
          <TextInput
            key={name}
            label={title}
            placeholder={usual === ' ' ? t('port.push.space') : usual}
            required={usual === undefined}
            value={values[name] ?? ''}
            onChange={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            maxLength={200}
            classNames={{ input: 'mono' }}
          />
        ))}
      </div>
    </details>
  );
}
