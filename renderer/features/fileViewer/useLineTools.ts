import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useAction } from '../../state/useAction.ts';
import { useHost } from '../../state/useAppState.ts';
import { useFormats } from '../../ui/useFormats.ts';

export interface LineTools {
  copy: () => void;
  save: () => void;
  /** What became of it, for these lines. */
  said: string;
  failure: Failure | undefined;
  isPossible: boolean;
}

/** Copies and saves lines as they stand in the file, with their line ends and control characters. */
export function useLineTools(content: number, from: number, to: number): LineTools {
  const { t } = useTranslation();
  const formats = useFormats();
  const host = useHost();
  const { run, failure, isBusy, isPossible } = useAction();
  const key = `${content} ${from} ${to}`;
  const [said, setSaid] = useState({ key, words: '' });
  const say = (words: string): void => setSaid({ key, words });
  return {
    failure,
    isPossible: isPossible && !isBusy,
    said: said.key === key ? said.words : '',
    copy: () =>
      void run(async (client) => {
        const { text, isCut } = await client.call('content.text', { content, from, to });
        if (isCut) return say(t('fileViewer.copyTooMuch'));
        const lines = to - from + 1;
        const words = t('fileViewer.copied', { count: lines, shown: formats.count(lines) });
        say((await host.copyText(text)) ? words : t('common.copy.failed'));
      }),
    save: () =>
      void run(async (client) => {
        const { ticket, fileName } = await client.call('content.save', { content, from, to });
        await host.saveDownload(ticket, fileName);
      }),
  };
}
