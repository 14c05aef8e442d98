import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isUpdateSettled, type FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { Result } from '../../../shared/contract/methods.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import page from '../../ui/transfer/TransferPage.module.css';
import { FirmwareChoice } from '../../ui/transfer/FirmwareChoice.tsx';
import { usePushDraft } from './pushDraft.ts';
import { OfferOptions } from './PushOptions.tsx';
import { offeringOf } from './pushParams.ts';

interface PublishFormProps {
  station: Station;
  updates: readonly FirmwareUpdate[];
}

/** PublishFirmware and UnpublishFirmware, for local controllers (OCPP 2.0.1 part 2, L03 and L04). */
export function PublishForm({ station, updates }: PublishFormProps): JSX.Element {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={page.form} aria-labelledby="publish-title">
      <h2 id="publish-title">{t('firmware.publish.title')}</h2>
      <p className="dim">{t('firmware.publish.text')}</p>
      <ToolRow>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('firmware.publish.open')}
        </Button>
      </ToolRow>
      {isOpen && <Publish station={station} isRunning={updates.some((one) => !isUpdateSettled(one))} />}
      <Published station={station} updates={updates} />
    </section>
  );
}

function Publish({ station, isRunning }: { station: Station; isRunning: boolean }): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const [draft, change] = usePushDraft(`publish ${station.id}`);
  const { libraryId } = draft;
  const publish = (): void => {
    if (libraryId === undefined) return;
    void run((client) =>
      client.call(
        'firmware.publish',
        { stationId: station.id, file: { libraryId }, ...offeringOf(draft), isConfirmed: true },
        { timeoutMs: 0 },
      ),
    );
  };
  return (
    <>
      <FirmwareChoice
        chosenId={draft.libraryId}
        needsVersion={false}
        onChoose={(libraryId) => change({ libraryId })}
      />
      <div className={page.options}>
        <OfferOptions draft={draft} onChange={change} />
      </div>
      <p className="dim">{t('firmware.publish.happens', { station: station.id })}</p>
      <ToolRow>
        <Button
          variant="filled"
          loading={isBusy}
          disabled={!isPossible || !station.connected || libraryId === undefined || isRunning}
          onClick={publish}
        >
          {t('firmware.publish.button')}
        </Button>
      </ToolRow>
      <FailureText failure={failure} />
    </>
  );
}

type Unpublished = Result<'firmware.unpublish'>;

/** What the local controller hands out, as far as it was asked to in this visit. */
function Published({ station, updates }: PublishFormProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const [answers, setAnswers] = useState<ReadonlyMap<string, Unpublished>>(new Map());
  const sums = new Map(
    updates.flatMap(({ state, checksum, file }) =>
      state === 'published' && checksum !== undefined ? [[checksum, file.name] as const] : [],
    ),
  );
  if (sums.size === 0) return undefined;
  const unpublish = (checksum: string): void =>
    void run(async (client) => {
      const params = { stationId: station.id, checksum, isConfirmed: true } as const;
      const answer = await client.call('firmware.unpublish', params, { timeoutMs: 0 });
      setAnswers((known) => new Map(known).set(checksum, answer));
    });
  return (
    <ul>
      {[...sums].map(([checksum, name]) => {
        const answer = answers.get(checksum);
        return (
          <li key={checksum}>
            <ToolRow>
              <span>
                {name} <code className="dim">{checksum}</code>
              </span>
              <Button
                disabled={!isPossible || isBusy || !station.connected || answer?.isDone === true}
                onClick={() => unpublish(checksum)}
              >
                {t('firmware.publish.stop')}
              </Button>
              {answer !== undefined && (
                <span role="status">
                  {answer.sentence}{' '}
                  {answer.requestSeq !== undefined && (
                    <RecordLink stationId={station.id} seq={answer.requestSeq} />
                  )}
                </span>
              )}
            </ToolRow>
          </li>
        );
      })}
      <FailureText failure={failure} />
    </ul>
  );
}
