import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { TEXT_ENCODINGS, type ContentEncoding } from '../../../shared/files/contents/contentKind.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';

interface EncodingSelectProps {
  text: NonNullable<ContentState['text']>;
  onChange: (encoding: ContentEncoding) => void;
}

export function EncodingSelect({ text, onChange }: EncodingSelectProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <NativeSelect
      aria-label={t('fileViewer.encoding')}
      title={t('fileViewer.encodingBecause', { reason: text.encodingReason })}
      size="xs"
      value={text.encoding}
      data={[...TEXT_ENCODINGS]}
      onChange={({ currentTarget }) => {
        const wanted = TEXT_ENCODINGS.find((one) => one === currentTarget.value);
        if (wanted !== undefined) onChange(wanted);
      }}
    />
  );
}
