import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { faultWords } from '../../state/faultWords.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './AnswersPage.module.css';
import { FaultForm } from './FaultForm.tsx';
import { Section } from './Section.tsx';
import type { PolicyOnScreen } from './usePolicy.ts';

/** Wrong answers on purpose, counting down as the station asks. */
export function FaultsSection({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { isPossible, failure, run } = useAction();
  const { stationId, version, faults } = policy;
  const subject = stationId === undefined ? {} : { stationId };
  const clear = (id?: number): void =>
    void run((client) =>
      client.call('policy.clearFaults', { ...subject, ...(id === undefined ? {} : { id }) }),
    );
  return (
    <Section title={t('answers.faults.title')} isWide>
      <p className="dim">{t('answers.faults.lead')}</p>
      <FaultForm
        version={version}
        isPossible={isPossible}
        onSet={(fault) => void run((client) => client.call('policy.addFault', { ...subject, fault }))}
      />
      <FailureText failure={failure} />
      {faults.length === 0 ? (
        <p className="dim">{t('answers.faults.none')}</p>
      ) : (
        <ul className={classes.faults} aria-label={t('answers.faults.list')}>
          {faults.map((fault) => (
            <li key={fault.id}>
              <span>{faultWords(t, fault)}</span>
              <Button
                disabled={!isPossible}
                aria-label={t('answers.faults.clearOne', { fault: faultWords(t, fault) })}
                onClick={() => clear(fault.id)}
              >
                {t('answers.faults.clear')}
              </Button>
            </li>
          ))}
          {faults.length > 1 && (
            <li>
              <span />
              <Button disabled={!isPossible} onClick={() => clear()}>
                {t('answers.faults.clearAll')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Section>
  );
}
