import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonNode } from '../../../../shared/jsonTree.ts';
import classes from './CommandForm.module.css';
import { useForm } from './formContext.ts';

interface RawValueProps {
  name: string;
  node: JsonNode | undefined;
  onRemove: () => void;
}

/** A value for which the form has no control: kept as it is and shown, to be edited as JSON. */
export function RawValue({ name, node, onRemove }: RawValueProps): JSX.Element {
  const { t } = useTranslation();
  const { text } = useForm();
  if (node === undefined) return <span className="dim">{t('form.onlyJson')}</span>;
  return (
    <span className={classes.rawValue}>
      <code className="mono">{text.slice(node.start, node.end)}</code>
      <button
        type="button"
        className={classes.mini}
        aria-label={t('form.leaveOut', { name })}
        title={t('form.leaveOut', { name })}
        onClick={onRemove}
      >
        ×
      </button>
    </span>
  );
}
