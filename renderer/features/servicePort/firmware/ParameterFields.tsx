import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortFirmwareWay } from '../../../../shared/service-port/portRun.ts';
import classes from './Firmware.module.css';

interface ParameterFieldsProps {
  parameters: PortFirmwareWay['parameters'];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
}

/** What the profile asks for; a field that is left empty goes with the value that stands in it in grey. */
export function ParameterFields({
  parameters,
  values,
  onChange,
}: ParameterFieldsProps): JSX.Element | undefined {
  const { t } = useTranslation();
  if (parameters.length === 0) return undefined;
  const needed = parameters.some(({ default: usual }) => usual === undefined);
  return (
    <details className={classes.parameters} open={needed || Object.values(values).some(Boolean)}>
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
