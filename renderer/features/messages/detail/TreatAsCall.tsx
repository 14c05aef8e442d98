import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';

/** Has a message of an unknown type answered as the CALL that it looks like. */
export function TreatAsCall({ seq }: { seq: number }): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <>
      <Button
        loading={isBusy}
        disabled={!isPossible}
        title={t('messages.treatAsCall.title')}
        onClick={() => void run((client) => client.call('record.treatAsCall', { seq }))}
      >
        {t('messages.treatAsCall.button')}
      </Button>
      {failure !== undefined && <FailureText failure={failure} />}
    </>
  );
}
