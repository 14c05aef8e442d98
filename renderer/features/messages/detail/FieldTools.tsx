import { Button } from '@mantine/core';
import { use, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { FilterActionsContext } from '../filter/filterActions.ts';
import { filterPath } from './payloadPlace.ts';
import type { ShownField } from './readField.ts';
import classes from './FieldStrip.module.css';

/** A longer value is no condition that anybody would read. */
const MAX_FILTER_CHARS = 200;

/** What can be done with one value: copied, or made a condition of the filter. */
export function FieldTools({ field }: { field: ShownField }): JSX.Element {
  const { t } = useTranslation();
  const filter = use(FilterActionsContext);
  const { pointer, path, value, source, isOfPayload } = field;
  const condition =
    isOfPayload && pointer !== '' && value !== undefined && value.length <= MAX_FILTER_CHARS
      ? { path: filterPath(pointer), value }
      : undefined;
  return (
    <span className={classes.tools}>
      {filter !== undefined && condition !== undefined && (
        <>
          <Button size="compact-xs" onClick={() => filter.addPath(condition.path, condition.value)}>
            {t('messages.field.only')}
          </Button>
          <Button size="compact-xs" onClick={() => filter.exclude(condition.path, condition.value)}>
            {t('messages.field.without')}
          </Button>
        </>
      )}
      <CopyButton text={value ?? source} what={t('messages.field.copyValue')} isSmall>
        {t('messages.field.copyValue')}
      </CopyButton>
      <CopyButton text={path} what={t('messages.field.copyPath')} isSmall>
        {t('messages.field.copyPath')}
      </CopyButton>
      <CopyButton text={pointer} what={t('messages.field.copyPointer')} isSmall>
        {t('messages.field.copyPointer')}
      </CopyButton>
    </span>
  );
}
