import { Button } from '@mantine/core';
import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../shared/json.ts';
import { presetsOf } from '../../../shared/ocpp/example.ts';
import type { ExampleContext } from '../../../shared/ocpp/example/exampleContext.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import classes from './CommandsScreen.module.css';

interface PresetBarProps {
  version: OcppVersion;
  action: string;
  schema: JsonObject;
  context: ExampleContext;
  onTake: (payload: string) => void;
}

/** Payloads that are ready to be sent, one click each. */
export function PresetBar(props: PresetBarProps): JSX.Element | undefined {
  const { version, action, schema, context, onTake } = props;
  const { t } = useTranslation();
  const labels = useMemo(
    () => presetsOf(version, action, schema, context).map(({ label }) => label),
    [version, action, schema, context],
  );
  if (labels.length < 2) return undefined;
  const take = (label: string): void => {
    // Made anew: the times in it are those of the click.
    const presets = presetsOf(version, action, schema, { ...context, nowMs: Date.now() });
    const preset = presets.find((one) => one.label === label);
    if (preset !== undefined) onTake(JSON.stringify(preset.payload, undefined, 2));
  };
  return (
    <div className={classes.presets} role="group" aria-label={t('form.presets')}>
      {labels.map((label) => (
        <Button key={label} onClick={() => take(label)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
