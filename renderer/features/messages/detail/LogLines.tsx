import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { findLogLine } from '../../../state/findLogLine.ts';
import { lookedLogOf } from '../../../state/lookedLogs.ts';
import { navigate } from '../../../state/useRoute.ts';
import { useAction } from '../../../state/useAction.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useFormats } from '../../../ui/useFormats.ts';

/** A log whose nearest line is further away does not cover the moment. */
const NEAR_MS = 60_000;

/** Leads to the lines of the moment in a log of the station that was looked at in this window. Looked for on demand. */
export function LogLines({
  record: { at, stationId },
}: {
  record: Pick<TraceRecord, 'at' | 'stationId'>;
}): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const fetches = useTopic('diagnostics') ?? [];
  const { run, failure, isBusy, isPossible } = useAction();
  const [said, setSaid] = useState<{ at: number; words: string }>();
  const own = fetches.filter((fetch) => fetch.stationId === stationId && fetch.file !== undefined);
  const log = lookedLogOf(new Set(own.map(({ id }) => id)));
  if (log === undefined) return undefined;
  const look = (): void =>
    void run(async (client) => {
      setSaid(undefined);
      const found = await findLogLine(client, log, at);
      if (found === undefined) return setSaid({ at, words: t('fileViewer.fromRecord.noTimes') });
      const { line, distanceMs, inside } = found;
      if (Math.abs(distanceMs) <= NEAR_MS)
        return navigate({ screen: 'file', fetchId: log.fetchId, inside, line });
      const by = formats.duration(Math.abs(distanceMs));
      const word = found.isCompared ? 'far' : 'farByLog';
      setSaid({ at, words: t(`fileViewer.fromRecord.${word}`, { by }) });
    });
  return (
    <>
      <Button disabled={!isPossible || isBusy} loading={isBusy} onClick={look} title={log.name}>
        {t('fileViewer.fromRecord.button', { file: log.name.split(/[/\\]/).at(-1) ?? log.name })}
      </Button>
      {said?.at === at && <span role="status">{said.words}</span>}
      <FailureText failure={failure} />
    </>
  );
}
