import { Autocomplete, NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { lineSettingsSchema, type LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortProfileInfo } from '../../../../shared/service-port/portProfileInfo.ts';
import { hasNoLine } from '../../../state/portNames.ts';
import classes from './PortsScreen.module.css';
import type { LineDraft } from './lineDraft.ts';

const BAUDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];
const FORMATS = ['8N1', '8E1', '8O1', '8N2', '7E1', '7O1', '7N2'];
const FLOWS = ['none', 'rts-cts', 'xon-xoff'] as const;

interface LineFieldsProps {
  path: string;
  draft: LineDraft;
  onChange: (draft: LineDraft) => void;
  profile: PortProfileInfo | undefined;
  /** Of a port that is open: what the fields stand at when they are empty. */
  now: LineSettings | undefined;
}

/** How bytes travel over the line. What is left empty is what was used with this adapter before, or the profile's. */
export function LineFields({ path, draft, onChange, profile, now }: LineFieldsProps): JSX.Element {
  const { t } = useTranslation();
  if (hasNoLine(path)) return <p className="dim">{t('port.line.ofNetwork')}</p>;
  const bauds = [...new Set([...(profile?.bauds ?? []), ...BAUDS])].map(String);
  const formats = [...new Set([...(profile?.formats ?? []), ...FORMATS])];
  const automatic = now === undefined ? t('port.line.automatic') : undefined;
  const isBaudWrong =
    draft.baud !== '' && !lineSettingsSchema.shape.baud.safeParse(Number(draft.baud)).success;
  return (
    <>
      <div className={classes.line}>
        <Autocomplete
          label={t('port.line.baud')}
          inputMode="numeric"
          placeholder={automatic ?? String(now?.baud)}
          data={bauds}
          value={draft.baud}
          onChange={(baud) => onChange({ ...draft, baud: baud.replaceAll(/\D/g, '') })}
          error={isBaudWrong ? t('port.line.noBaud') : undefined}
          filter={({ options }) => options}
        />
        <NativeSelect
          label={t('port.line.format')}
          value={draft.format}
          onChange={(event) => onChange({ ...draft, format: event.currentTarget.value })}
          data={[{ value: '', label: automatic ?? String(now?.format) }, ...formats]}
        />
        <NativeSelect
          label={t('port.line.flow')}
          value={draft.flowControl}
          onChange={(event) => onChange({ ...draft, flowControl: event.currentTarget.value })}
          data={[
            { value: '', label: automatic ?? t(`port.line.flows.${now?.flowControl ?? 'none'}`) },
            ...FLOWS.map((value) => ({ value, label: t(`port.line.flows.${value}`) })),
          ]}
        />
        {(['dtr', 'rts'] as const).map((name) => (
          <NativeSelect
            key={name}
            label={t('port.line.atOpening', { name: name.toUpperCase() })}
            value={draft[name]}
            onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
            data={[
              { value: '', label: automatic ?? t(now?.[name] === true ? 'port.line.on' : 'port.line.off') },
              { value: 'on', label: t('port.line.on') },
              { value: 'off', label: t('port.line.off') },
            ]}
          />
        ))}
      </div>
      <p className={classes.warning}>
        <span aria-hidden="true">⚠ </span>
        {t('port.line.restarts')}
      </p>
    </>
  );
}
