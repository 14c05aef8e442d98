import type { TFunction } from 'i18next';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import { useFormats, type Formats } from '../../ui/useFormats.ts';
import classes from './ImportScreen.module.css';

const STATIONS_SHOWN = 12;

/** What was found in a file, as names and values. */
export function ReportFacts({ report }: { report: ImportReport }): JSX.Element {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const facts = factsOf(report, t, formats, i18n.language);
  return (
    <dl className={classes.facts}>
      {facts.map(([name, values]) => (
        <div key={name}>
          <dt>{t(`imports.facts.${name}`)}</dt>
          {values.map((value) => (
            <dd key={value}>{value}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

type FactName =
  | 'frames'
  | 'pairs'
  | 'direction'
  | 'damaged'
  | 'notes'
  | 'copies'
  | 'stations'
  | 'time'
  | 'size'
  | 'encoding';

function factsOf(
  report: ImportReport,
  t: TFunction,
  formats: Formats,
  language: string,
): Array<[FactName, string[]]> {
  const n = (value: number): string => formats.count(value);
  const { guessedDirections, escapedBytes } = report;
  return [
    [
      'frames',
      [
        t('imports.facts.framesText', {
          frames: n(report.frames),
          calls: n(report.calls),
          results: n(report.results),
          errors: n(report.errors),
        }),
      ],
    ],
    ['pairs', [t('imports.facts.pairsText', { pairs: n(report.pairs), unanswered: n(report.unanswered) })]],
    [
      'direction',
      [
        t('imports.facts.directionText', { in: n(report.in), out: n(report.out) }),
        ...(guessedDirections === 0 ? [] : [t('imports.facts.guessed', { count: guessedDirections })]),
      ],
    ],
    ['stations', stationsOf(report, t)],
    ['time', timesOf(report, t, language)],
    ['damaged', [n(report.damaged)]],
    ['notes', [n(report.notes)]],
    ...copiesOf(report, t, formats),
    ['size', [formats.bytes(report.sizeBytes)]],
    [
      'encoding',
      [report.encoding, ...(escapedBytes === 0 ? [] : [t('imports.facts.escaped', { count: escapedBytes })])],
    ],
  ];
}

/** Most files show nothing twice. */
function copiesOf({ copies }: ImportReport, t: TFunction, formats: Formats): Array<[FactName, string[]]> {
  if (copies === 0) return [];
  return [['copies', [t('imports.facts.copiesText', { copies: formats.count(copies) })]]];
}

function stationsOf({ stations }: ImportReport, t: TFunction): string[] {
  if (stations.length === 0) return [t('imports.facts.noStations')];
  const shown = stations
    .slice(0, STATIONS_SHOWN)
    .map(
      ({ id, version }) =>
        `${id} (${version === undefined ? t('imports.facts.versionUnknown') : `OCPP ${version}`})`,
    );
  const more = stations.length - STATIONS_SHOWN;
  return more > 0 ? [...shown, t('imports.facts.moreStations', { count: more })] : shown;
}

function timesOf(
  { first, last, clock, isReversed, jumpsBack }: ImportReport,
  t: TFunction,
  language: string,
): string[] {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  return [
    ...(first === undefined || last === undefined
      ? []
      : [t('imports.facts.timeText', { first: format.format(first), last: format.format(last) })]),
    t(`imports.facts.clock.${clock}`),
    ...(isReversed ? [t('imports.facts.reversed')] : []),
    ...(jumpsBack === 0 || isReversed ? [] : [t('imports.facts.jumps', { count: jumpsBack })]),
  ];
}
