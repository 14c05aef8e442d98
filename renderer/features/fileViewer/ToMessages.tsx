import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { navigate, useRoute } from '../../state/useRoute.ts';
import { FailureText } from '../../ui/FailureText.tsx';

/** Leads from a line to the messages of its moment; the way back leads to the line. */
export function ToMessages({ content, line }: { content: number; line: number }): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  const { run, failure, isBusy, isPossible } = useAction();
  const [hasNoMoment, setHasNoMoment] = useState(false);
  return (
    <>
      <Button
        disabled={!isPossible || isBusy}
        onClick={() =>
          void run(async (client) => {
            const { seq } = await client.call('content.moment', { content, line });
            setHasNoMoment(seq === undefined);
            if (seq === undefined) return;
            if (route.screen === 'file')
              window.history.replaceState(window.history.state, '', formatRoute({ ...route, line }));
            navigate({ screen: 'messages', seq });
          })
        }
      >
        {t('fileViewer.showInMessages')}
      </Button>
      {hasNoMoment && <span role="status">{t('fileViewer.noMoment')}</span>}
      <FailureText failure={failure} />
    </>
  );
}
