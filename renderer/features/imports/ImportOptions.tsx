import { NativeSelect, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import classes from './ImportScreen.module.css';
import { offsetText, ZONES_MS } from './zoneOffsets.ts';
import type { ImportDraft } from './useImportDraft.ts';

/** What the technician may know better than the file: each is shown only where it makes a difference. */
export function ImportOptions({ draft, report }: { draft: ImportDraft; report: ImportReport }): JSX.Element {
  const { t } = useTranslation();
  const { options, change } = draft;
  const { clock, alternatives, format } = report;
  const hasLocalTimes = clock === 'local' || clock === 'mixed';
  const isUnnamed = report.stations.length <= 1 && report.namesNoStation;
  const formats = [
    { value: '', label: t('imports.formatSeen', { name: format.name }) },
    ...alternatives.map(({ id, name, score }) => ({
      value: id,
      label: t('imports.formatFits', { name, percent: `${Math.round(score * 100)} %` }),
    })),
  ];
  return (
    <div className={classes.options}>
      {alternatives.length > 0 && options.format === undefined && (
        <NativeSelect
          label={t('imports.format')}
          data={formats}
          value=""
          onChange={({ currentTarget }) => change({ ...options, format: currentTarget.value })}
        />
      )}
      {options.format !== undefined && (
        <NativeSelect
          label={t('imports.format')}
          data={[{ value: format.id, label: format.name }, ...formats.slice(1)]}
          value={options.format}
          onChange={({ currentTarget }) => change({ ...options, format: currentTarget.value })}
        />
      )}
      {hasLocalTimes && <ZoneSelect draft={draft} report={report} />}
      {isUnnamed && (
        <TextInput
          label={t('imports.station')}
          description={t('imports.stationHint')}
          defaultValue={options.stationId ?? report.stations[0]?.id ?? ''}
          onBlur={({ currentTarget }) => {
            const stationId = currentTarget.value.trim();
            if (stationId !== '' && stationId !== report.stations[0]?.id) change({ ...options, stationId });
          }}
        />
      )}
    </div>
  );
}

function ZoneSelect({ draft, report }: { draft: ImportDraft; report: ImportReport }): JSX.Element {
  const { t } = useTranslation();
  const { options, change } = draft;
  const { offsetMs, offsetFrom } = report;
  const seen =
    offsetFrom === 'learnt' && offsetMs !== undefined
      ? t('imports.zoneLearnt', { offset: offsetText(offsetMs) })
      : t('imports.zoneMachine');
  const data = [
    { value: '', label: options.offsetMs === undefined ? seen : t('imports.zoneMachine') },
    ...ZONES_MS.map((ms) => ({
      value: String(ms),
      label: t('imports.zoneChosen', { offset: offsetText(ms) }),
    })),
  ];
  return (
    <NativeSelect
      label={t('imports.zone')}
      data={data}
      value={options.offsetMs === undefined ? '' : String(options.offsetMs)}
      onChange={({ currentTarget: { value } }) => {
        const { offsetMs: _before, ...rest } = options;
        change(value === '' ? rest : { ...rest, offsetMs: Number(value) });
      }}
    />
  );
}
