import { Button } from '@mantine/core';
import { useState, type DragEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import { takeTemplate, useTemplateWork } from '../../../state/templateWork.ts';
import { useAction } from '../../../state/useAction.ts';
import { useHost } from '../../../state/useAppState.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Templates.module.css';

/** The template: chosen, dropped, or made from a charger. */
export function TemplateSource({ station }: { station: Station | undefined }): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { name, template } = useTemplateWork();
  const { run, failure, isPossible } = useAction();
  const [isOver, setOver] = useState(false);
  const choose = (): void =>
    void run(async (client) => {
      const file = await host.openTextFile('.json,.jsonc');
      if (file !== undefined) await takeTemplate(client, file.name, file.text);
    });
  const onDrop = (event: DragEvent): void => {
    const [file] = event.dataTransfer.files;
    setOver(false);
    if (file === undefined) return;
    event.preventDefault();
    // Elsewhere a dropped file is a trace to be imported.
    event.stopPropagation();
    void run(async (client) => takeTemplate(client, file.name, await file.text()));
  };
  return (
    <section
      className={classes.source}
      aria-labelledby="template-source"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2 id="template-source">{template?.name ?? t('configuration.templates.title')}</h2>
      {template === undefined ? (
        <p className="dim">{t('configuration.templates.lead')}</p>
      ) : (
        <p className="dim">
          {[name, template.description, t('configuration.templates.rules', { count: template.rules.length })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      <ToolRow>
        <Button
          variant={template === undefined ? 'filled' : 'default'}
          disabled={!isPossible}
          onClick={choose}
        >
          {t(template === undefined ? 'configuration.templates.choose' : 'configuration.templates.other')}
        </Button>
        {station !== undefined && <FromStation station={station} />}
      </ToolRow>
      {failure !== undefined && (
        <div className={classes.faults}>
          <FailureText failure={failure} />
        </div>
      )}
    </section>
  );
}

/** A template as this charger is now, as a file to be edited, and taken at once. */
function FromStation({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { run, isPossible, isBusy, failure } = useAction();
  const make = (): void =>
    void run(async (client) => {
      const { text, fileName, ticket } = await client.call(
        'template.make',
        { stationId: station.id },
        { timeoutMs: 0 },
      );
      await takeTemplate(client, fileName, text);
      await host.saveDownload(ticket, fileName);
    });
  return (
    <>
      <Button disabled={!isPossible || isBusy} onClick={make}>
        {t('configuration.templates.make')}
      </Button>
      <FailureText failure={failure} />
    </>
  );
}
