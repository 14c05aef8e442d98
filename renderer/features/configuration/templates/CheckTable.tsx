import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleResult, RuleState, Template } from '../../../../shared/configuration/template/template.ts';
import type { TemplateStation } from '../../../state/templateWork.ts';
import { useStationName } from '../../../state/useStationName.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { keyed } from '../keyed.ts';
import { ruleWords } from './ruleWords.ts';
import classes from './Templates.module.css';

/** Signs that differ in shape, to stand beside the words. */
const SIGNS: Readonly<Record<RuleState, string>> = {
  holds: '✓',
  differs: '≠',
  missing: '✕',
  'must-not-exist': '✕',
  'not-readable': '?',
  'not-known': '?',
};

interface CheckTableProps {
  template: Template;
  stations: readonly TemplateStation[];
}

/** Rules against chargers, in words and signs. */
export function CheckTable({ template, stations }: CheckTableProps): JSX.Element {
  const { t } = useTranslation();
  const nameOf = useStationName();
  return (
    <div
      className={classes.scroller}
      tabIndex={0}
      role="region"
      aria-label={t('configuration.templates.table')}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('configuration.templates.ruleHead')}</th>
            {stations.map((station) => (
              <th key={station.stationId} scope="col">
                {nameOf(station.stationId)}
                <Verdict station={station} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(template.rules, ({ key }) => key).map(({ key, value: rule }, index) => (
            <tr key={key}>
              <th scope="row">
                <span className="mono">{rule.key}</span>
                <span className={classes.wanted}>{ruleWords(t, rule)}</span>
              </th>
              {stations.map(({ stationId, check }) => (
                <ResultCell
                  key={stationId}
                  stationId={stationId}
                  result={check?.notFor === undefined ? check?.results[index] : undefined}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdict({ station }: { station: TemplateStation }): JSX.Element {
  const { t } = useTranslation();
  const { isReading, check, failure } = station;
  const off = check?.results.filter(({ state }) => state !== 'holds' && state !== 'not-readable').length ?? 0;
  return (
    <div className={classes.verdict} role="status">
      {isReading && t('configuration.templates.reading')}
      {!isReading &&
        check !== undefined &&
        check.notFor === undefined &&
        (check.isAsWanted
          ? `✓ ${t('configuration.templates.asWanted')}`
          : `≠ ${t('configuration.templates.off', { count: off })}`)}
      {!isReading && check?.notFor !== undefined && <p className={classes.notFor}>{check.notFor}</p>}
      <FailureText failure={failure} />
    </div>
  );
}

function ResultCell({
  stationId,
  result,
}: {
  stationId: string;
  result: RuleResult | undefined;
}): JSX.Element {
  const { t } = useTranslation();
  if (result === undefined) return <td data-station={stationId}>–</td>;
  const { state, sentence } = result;
  return (
    <td data-station={stationId} data-state={state}>
      <span className={classes.state}>
        <span aria-hidden="true">{SIGNS[state]} </span>
        {t(`configuration.templates.state.${state}`)}
      </span>
      {state !== 'holds' && <p className={classes.sentence}>{sentence}</p>}
    </td>
  );
}
