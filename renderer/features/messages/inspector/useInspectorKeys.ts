import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useShownTrace } from '../../../state/traceScope.tsx';
import { useMessageKeys } from '../useMessageKeys.ts';
import type { Inspector } from './useInspector.ts';

/** The keys of the screen; `Escape` closes what lies innermost. */
export function useInspectorKeys(inspector: Inspector, input: RefObject<HTMLInputElement | null>): void {
  const { list, shown, selection, chosen, detail, work, noteField, walk } = inspector;
  const { t } = useTranslation();
  const isReadOnly = useShownTrace() !== undefined;
  const isCovered = work.shown !== undefined;
  const innermost = isCovered
    ? work.leave
    : chosen.count > 0
      ? inspector.clearChosen
      : detail.isOpen
        ? detail.close
        : undefined;
  useMessageKeys({
    isCovered,
    filter: () => input.current?.focus(),
    issue: walk.toIssue,
    toMark: walk.toMark,
    pair: walk.toPair,
    mark: inspector.mark,
    note: () => (isReadOnly ? inspector.say(t('traces.cannotNote')) : noteField.open(selection.row)),
    selectAll: () => chosen.all(shown.lengthNow()),
    close: innermost,
    walk: (key, isExtending) => list.current?.press(key, isExtending) ?? false,
  });
}
