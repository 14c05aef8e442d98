import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../shared/json.ts';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './AnswersPage.module.css';
import { CommitInput } from './CommitInput.tsx';
import { fromLocalDateTime, toLocalDateTime } from './localDateTime.ts';
import type { TagRow } from './tagRows.ts';
import { tagStatusesOf } from './tagStatusesOf.ts';
import type { PolicyOnScreen } from './usePolicy.ts';

const NO_RULE = '';

interface TagRowProps {
  row: TagRow;
  policy: PolicyOnScreen;
  /** What a tag without a rule is answered. */
  withoutRule: string;
}

/** One tag: what it is answered, and who showed it. Choosing an answer for a tag that was shown lists it. */
export function TagRowView({ row, policy, withoutRule }: TagRowProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { tag, own, ofAll, seen } = row;
  const set = (rule: Json): void => policy.change({ idTags: { tags: { [tag]: rule } } });
  const without =
    ofAll === undefined
      ? t('answers.tags.noRule', { value: withoutRule })
      : t('answers.tags.ofAll', { value: ofAll.status });
  return (
    <tr>
      <th scope="row" className="mono">
        {tag}
      </th>
      <td>
        <NativeSelect
          aria-label={t('answers.tags.answer', { tag })}
          value={own?.status ?? NO_RULE}
          data={[{ value: NO_RULE, label: without }, ...tagStatusesOf(policy.version)]}
          onChange={({ currentTarget: { value } }) => set(value === NO_RULE ? null : { status: value })}
        />
      </td>
      {own === undefined ? (
        <td className={classes.noExtra} colSpan={2} />
      ) : (
        <>
          <td>
            <CommitInput
              isDate
              label={t('answers.tags.expiryOf', { tag })}
              value={toLocalDateTime(own.expiryDate)}
              onCommit={(text) => set({ expiryDate: fromLocalDateTime(text) })}
            />
          </td>
          <td>
            <CommitInput
              label={t('answers.tags.parentOf', { tag })}
              placeholder={t('answers.tags.parent')}
              maxLength={255}
              value={own.parent ?? ''}
              onCommit={(text) => set({ parent: text === '' ? null : text })}
            />
          </td>
        </>
      )}
      <td className={classes.seen}>
        {seen === undefined
          ? t('answers.tags.neverShown')
          : t('answers.tags.shownTimes', {
              count: seen.count,
              shown: formats.count(seen.count),
              time: formats.time(seen.lastAt),
            })}
        {seen?.answered !== undefined && <b> {seen.answered}</b>}
      </td>
    </tr>
  );
}
