import { Anchor, Button } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/station/finding.ts';
import { keepCommandDraft } from '../../state/commandDrafts.ts';
import { formatRoute } from '../../state/route.ts';
import { useNow } from '../../state/useNow.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { isSameDay } from '../../ui/timeFormats.ts';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './FindingRow.module.css';

/** Proofs that are shown; the others are like them. */
const PROOFS_SHOWN = 5;

interface FindingRowProps {
  finding: Finding;
  /** Sets what the finding proposes; without it the proposal is told, not offered. */
  onAccept?: (finding: Finding) => void;
}

function Part({ name, children }: { name: string; children: ReactNode }): JSX.Element {
  return (
    <div className={classes.part}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Proof({ finding }: { finding: Finding }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { proof, stationId, count } = finding;
  if (proof.length === 0) return <>{t('findings.noRecord')}</>;
  const shown = proof.slice(0, PROOFS_SHOWN);
  const more = Math.max(count, proof.length) - shown.length;
  return (
    <span className={classes.proofs}>
      {shown.map((seq) => (
        <Anchor
          key={seq}
          size="xs"
          underline="always"
          href={formatRoute({ screen: 'station', stationId, tab: 'messages', seq })}
        >
          {t('findings.record', { seq: formats.count(seq) })}
        </Anchor>
      ))}
      {more > 0 && <span className="dim">{t('findings.more', { count: more })}</span>}
    </span>
  );
}

/** A command that may help, made ready for the technician to look at and send. */
function Offer({ finding }: { finding: Finding }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { offer, stationId } = finding;
  if (offer === undefined) return undefined;
  return (
    <Part name={t('findings.offer')}>
      <Button
        component="a"
        href={formatRoute({ screen: 'station', stationId, tab: 'commands' })}
        onClick={() => keepCommandDraft(stationId, offer.action, offer.payload)}
        title={t('findings.prepareHint')}
      >
        {t('findings.prepare', { label: offer.label })}
      </Button>
    </Part>
  );
}

function Proposal({ finding, onAccept }: FindingRowProps): JSX.Element | undefined {
  const { t } = useTranslation();
  if (finding.proposal === undefined) return undefined;
  return (
    <Part name={t('findings.proposal')}>
      <span className={classes.proposal}>
        {finding.proposal.label}
        {onAccept !== undefined && <Button onClick={() => onAccept(finding)}>{t('findings.accept')}</Button>}
      </span>
    </Part>
  );
}

/** One finding: the sentence, how grave, how often, what to do about it and what proves it. */
export function FindingRow({ finding, onAccept }: FindingRowProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const now = useNow();
  const { severity, message, remedy, clause, firstAt, lastAt, count } = finding;
  const timeOf = (at: number): string => (isSameDay(at, now) ? times.shortClock(at) : times.local(at));
  const seen = { first: timeOf(firstAt), last: timeOf(lastAt) };
  return (
    <article className={classes.finding} data-severity={severity}>
      <div className={classes.mark}>
        <SeverityMark severity={severity} />
      </div>
      <div className={classes.said}>
        <h3>{message}</h3>
        <p className="dim">
          {count === 1 ? t('findings.once', seen) : t('findings.seen', { ...seen, count })}
        </p>
        <dl>
          {remedy !== undefined && <Part name={t('findings.remedy')}>{remedy}</Part>}
          <Offer finding={finding} />
          <Proposal finding={finding} {...(onAccept === undefined ? {} : { onAccept })} />
          <Part name={t('findings.proof')}>
            <Proof finding={finding} />
          </Part>
          {clause !== undefined && <Part name={t('findings.clause')}>{clause}</Part>}
        </dl>
      </div>
    </article>
  );
}
