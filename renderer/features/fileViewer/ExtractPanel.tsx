import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Extraction } from '../../../shared/files/contents/contentEntry.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './FileScreen.module.css';

interface ExtractPanelProps {
  content: number;
  /** Where it goes unless somebody names another folder. */
  usual: string;
}

/** Extracts a whole archive into a folder of this computer, and says what became of each entry that is not as it was. */
export function ExtractPanel({ content, usual }: ExtractPanelProps): JSX.Element {
  const { t } = useTranslation();
  const [folder, setFolder] = useState(usual);
  const [result, setResult] = useState<Extraction>();
  const { run, failure, isBusy, isPossible } = useAction();
  return (
    <form
      className={classes.extract}
      aria-label={t('fileViewer.extract.all')}
      onSubmit={(event) => {
        event.preventDefault();
        setResult(undefined);
        void run(async (client) => {
          const wanted = { content, folder: folder.trim() };
          setResult(await client.call('content.extract', wanted, { timeoutMs: 0 }));
        });
      }}
    >
      <div className={classes.extractFields}>
        <TextInput
          className={classes.folder ?? ''}
          classNames={{ input: 'mono' }}
          size="xs"
          label={t('fileViewer.extract.folder')}
          value={folder}
          onChange={({ currentTarget }) => setFolder(currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
        />
        <Button
          type="submit"
          variant="filled"
          loading={isBusy}
          disabled={!isPossible || folder.trim() === ''}
        >
          {t('fileViewer.extract.now')}
        </Button>
      </div>
      <p className="dim">{t('fileViewer.extract.promise')}</p>
      <FailureText failure={failure} />
      {result !== undefined && <Extracted result={result} />}
    </form>
  );
}

function Extracted({ result }: { result: Extraction }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { folder, files, bytes, renamed, isWhole, problems } = result;
  const done = { count: files, shown: formats.count(files), size: formats.amount(bytes), folder };
  return (
    <div role="status" className={classes.notes}>
      <p className={classes.extracted}>{t('fileViewer.extract.done', done)}</p>
      {renamed > 0 && (
        <p>{t('fileViewer.extract.renamed', { count: renamed, shown: formats.count(renamed) })}</p>
      )}
      {!isWhole && problems.length === 0 && <p data-level="warning">⚠ {t('fileViewer.extract.notWhole')}</p>}
      {problems.length > 0 && (
        <>
          <p data-level="warning">
            ⚠{' '}
            {t('fileViewer.extract.problems', {
              count: problems.length,
              shown: formats.count(problems.length),
            })}
          </p>
          <ul className={classes.problems} tabIndex={0} aria-label={t('fileViewer.extract.problemList')}>
            {problems.map(({ name, sentence }) => (
              <li key={`${name}\n${sentence}`}>
                <span className="mono">{name}</span> <span className="dim">{sentence}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
