import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../shared/contract/methods.ts';
import type { NestedTree } from '../../../ui/jsonLines.ts';
import { parseJsonTree } from '../../../../shared/jsonTree.ts';
import { useFormats } from '../../../ui/useFormats.ts';

export interface NestedTrees {
  trees: readonly NestedTree[];
  /** The line above a tree: `decoded from text (base64, gzip, JSON)`. */
  labelOf: (index: number) => string;
}

const NO_PARTS: Result<'record.decoded'>['parts'] = [];

/** What the core unpacked of a record's texts, as trees to be shown under them. */
export function useNestedTrees(decoded: Result<'record.decoded'> | undefined): NestedTrees {
  const { t } = useTranslation();
  const formats = useFormats();
  const parts = decoded?.parts ?? NO_PARTS;
  const trees = useMemo(
    () =>
      parts.map(({ path, within, json = '' }): NestedTree => {
        return { path, within, text: json, root: parseJsonTree(json).root };
      }),
    [parts],
  );
  const labelOf = useCallback(
    (index: number) => {
      const part = parts[index];
      const steps = part?.steps.map((step) => t(`messages.decoded.steps.${step}`)).join(', ') ?? '';
      if (part?.bytes === undefined) return t('messages.decoded.label', { steps });
      return t('messages.decoded.bytes', { steps, size: formats.bytes(part.bytes) });
    },
    [parts, t, formats],
  );
  return useMemo(() => ({ trees, labelOf }), [trees, labelOf]);
}
