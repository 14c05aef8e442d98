import { Anchor, Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { QUIRK_SETTINGS } from '../../../shared/station/quirkChange.ts';
import type { Finding } from '../../../shared/station/finding.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './QuirksScreen.module.css';
import { useSettingWords } from './useSettingWords.ts';

const PROOF_SHOWN = 6;

function Proof({ finding }: { finding: Finding }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const { stationId, proof, count } = finding;
  return (
    <p className={classes.proof}>
      <span>{t('quirks.proposals.seen', { count, time: formats.time(finding.lastAt) })}</span>
      {proof.slice(0, PROOF_SHOWN).map((seq) => (
        <Anchor
          key={seq}
          size="xs"
          underline="always"
          href={formatRoute({ screen: 'station', stationId, tab: 'messages', seq })}
        >
          {t('quirks.proposals.record', { seq: formats.count(seq) })}
        </Anchor>
      ))}
    </p>
  );
}

function Proposal({ finding }: { finding: Finding }): JSX.Element {
  const { t } = useTranslation();
  const words = useSettingWords();
  const { isBusy, isPossible, failure, run } = useAction();
  const { id, stationId, message, remedy, proposal } = finding;
  const titleId = `proposal-${id}`;
  const changes = QUIRK_SETTINGS.flatMap((setting) => {
    const value = proposal?.change[setting];
    return value === undefined ? [] : [{ setting, value }];
  });
  const send = (method: 'quirks.accept' | 'quirks.dismiss'): void =>
    void run((client) => client.call(method, { stationId, findingId: id }));
  return (
    <li className={classes.proposal}>
      <div>
        <h3 id={titleId}>
          {changes
            .map(({ setting, value }) => `${t(`quirks.settings.${setting}.title`)}: ${words(setting, value)}`)
            .join(', ')}
        </h3>
        <p>
          {message} {remedy}
        </p>
        <Proof finding={finding} />
        <FailureText failure={failure} />
      </div>
      <div className={classes.answers} role="group" aria-labelledby={titleId}>
        <Button
          variant="filled"
          disabled={!isPossible || isBusy}
          onClick={() => send('quirks.accept')}
          aria-describedby={titleId}
        >
          {t('quirks.proposals.accept')}
        </Button>
        <Button
          disabled={!isPossible || isBusy}
          onClick={() => send('quirks.dismiss')}
          aria-describedby={titleId}
        >
          {t('quirks.proposals.dismiss')}
        </Button>
      </div>
    </li>
  );
}

/** What was seen that a setting would help with. Nothing is set before somebody says so. */
export function Proposals({ proposals }: { proposals: readonly Finding[] }): JSX.Element | undefined {
  const { t } = useTranslation();
  if (proposals.length === 0) return undefined;
  return (
    <section aria-labelledby="quirks-proposals" aria-live="polite">
      <h2 id="quirks-proposals">{t('quirks.proposals.title')}</h2>
      <ul className={classes.proposals}>
        {proposals.map((finding) => (
          <Proposal key={finding.id} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
