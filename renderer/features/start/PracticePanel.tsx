import { Button, SegmentedControl } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { OCPP_VARIANTS, variantParts, type OcppVariant } from '../../../shared/ocpp/version.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { variantName } from '../../state/variantName.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './PracticePanel.module.css';
import { PracticeRow } from './PracticeRow.tsx';

/** A charger to learn and try with: one click, no hardware. */
export function PracticePanel(): JSX.Element {
  const { t } = useTranslation();
  const practice = useTopic('practice') ?? [];
  const [variant, setVariant] = useState<OcppVariant>('1.6');
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <div className={classes.panel}>
      <div className={classes.starter}>
        <h2 id="practice-title" className={classes.title}>
          {t('practice.title')}
        </h2>
        <span className={classes.lead}>{t('practice.lead')}</span>
        <div className={classes.versions}>
          <span id="practice-version">{t('practice.version')}</span>
          <SegmentedControl
            aria-labelledby="practice-version"
            value={variant}
            onChange={(value) => setVariant(OCPP_VARIANTS.find((known) => known === value) ?? '1.6')}
            data={OCPP_VARIANTS.map((value) => ({ value, label: variantName(t, variantParts(value)) }))}
          />
        </div>
        <Button
          variant={practice.length === 0 ? 'filled' : 'default'}
          leftSection={<Icon name="plug" size={14} />}
          loading={isBusy}
          disabled={!isPossible}
          onClick={() => void run((client) => client.call('practice.start', variantParts(variant)))}
        >
          {t(practice.length === 0 ? 'practice.start' : 'practice.startAnother')}
        </Button>
      </div>
      <div className={classes.failure}>
        <FailureText failure={failure} />
      </div>
      {practice.map((state) => (
        <PracticeRow key={state.stationId} practice={state} />
      ))}
    </div>
  );
}
