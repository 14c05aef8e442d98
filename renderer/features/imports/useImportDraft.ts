import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportChoices, ImportSource } from '../../../shared/trace/import/importJob.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import { takePendingFile, usePendingFile } from '../../state/pendingFile.ts';
import { useAction, type Action } from '../../state/useAction.ts';
import { useHost } from '../../state/useAppState.ts';

/** A file on its way to being imported. `sent` is how much of it has come to the core, from 0 to 1. */
export interface ImportDraft {
  name: string | undefined;
  sent: number | undefined;
  report: ImportReport | undefined;
  options: ImportChoices;
  action: Pick<Action, 'isBusy' | 'failure' | 'isPossible'>;
  choose: (file: File) => void;
  change: (options: ImportChoices) => void;
  start: () => void;
  forget: () => void;
}

/** The core reads up to 64 MB, twice; a busy machine takes its time. */
const PREVIEW_TIMEOUT_MS = 10 * 60_000;

export function useImportDraft(): ImportDraft {
  const host = useHost();
  const { run, ...action } = useAction();
  const [name, setName] = useState<string>();
  const [sent, setSent] = useState<number>();
  const [report, setReport] = useState<ImportReport>();
  const [options, setOptions] = useState<ImportChoices>({});
  const source = useRef<ImportSource>(undefined);

  const preview = useCallback(
    (next: ImportChoices): Promise<void> =>
      run(async (client) => {
        const looked = source.current;
        if (looked === undefined) return;
        const params = { source: looked, options: next };
        const found = await client.call('import.preview', params, { timeoutMs: PREVIEW_TIMEOUT_MS });
        if (source.current === looked) setReport(found);
      }),
    [run],
  );
  const discard = useCallback((): void => {
    const old = source.current;
    source.current = undefined;
    if (old !== undefined) void run((client) => client.call('import.discard', { source: old }));
    setReport(undefined);
    setOptions({});
  }, [run]);
  const choose = useCallback(
    (file: File): void => {
      discard();
      setName(file.name);
      setSent(0);
      void run(async () => {
        source.current = await host.offerFile(file, setSent).finally(() => setSent(undefined));
      }).then(() => preview({}));
    },
    [discard, host, preview, run],
  );

  const pending = usePendingFile();
  useEffect(() => {
    if (pending === undefined || !action.isPossible) return;
    // Not in the effect itself, which React may run twice.
    queueMicrotask(() => {
      const file = takePendingFile();
      if (file !== undefined) choose(file);
    });
  }, [pending, choose, action.isPossible]);

  return {
    name,
    sent,
    report,
    options,
    action,
    choose,
    change(next) {
      setOptions(next);
      void preview(next);
    },
    start() {
      void run(async (client) => {
        const taken = source.current;
        if (taken === undefined) return;
        await client.call('import.start', { source: taken, options });
        // The job has it from here on.
        source.current = undefined;
        setReport(undefined);
        setOptions({});
        setName(undefined);
      });
    },
    forget() {
      discard();
      setName(undefined);
    },
  };
}
