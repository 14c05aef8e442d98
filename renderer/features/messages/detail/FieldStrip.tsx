import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { enumMeaning } from '../../../../shared/ocpp/fieldMeanings/enumMeanings.ts';
import type { FieldFacts } from '../../../../shared/ocpp/fieldMeanings/fieldAt.ts';
import classes from './FieldStrip.module.css';
import { FieldTools } from './FieldTools.tsx';
import type { ShownField } from './readField.ts';

interface FieldStripProps {
  field: ShownField | undefined;
  facts: FieldFacts | undefined;
  /** The message is known, so that a field without facts is none of the specification. */
  hasSchema: boolean;
  action: string;
  /** The value in words. */
  words: string | undefined;
  /** Only the chosen value can be copied or filtered by; what the pointer is over is only told about. */
  isChosen: boolean;
}

/** What is known of the value under the pointer, or of the chosen one. Its height stays, so that nothing jumps. */
export function FieldStrip(props: FieldStripProps): JSX.Element {
  const { field, facts, hasSchema, action, words, isChosen } = props;
  const { t } = useTranslation();
  if (field === undefined) {
    return <p className={`${classes.strip} ${classes.hint}`}>{t('messages.field.hint')}</p>;
  }
  const isUnknown = hasSchema && facts === undefined && field.isOfPayload;
  return (
    <div className={classes.strip} role="group" aria-label={t('messages.field.label')}>
      <div className={classes.head}>
        <code className={`mono ${classes.path}`}>{field.path === '' ? t('json.root') : field.path}</code>
        {facts !== undefined && <TypeWords facts={facts} />}
        {words !== undefined && <span className={classes.words}>{words}</span>}
        {isChosen && <FieldTools field={field} />}
      </div>
      {facts?.meaning !== undefined && <p className={classes.meaning}>{facts.meaning}</p>}
      {facts !== undefined && facts.spec.choices.length > 0 && (
        <Choices facts={facts} action={action} value={field.value} />
      )}
      {isUnknown && <p className="dim">{t('messages.field.unknown')}</p>}
      {!field.isOfPayload && <p className="dim">{t('messages.field.unpacked')}</p>}
    </div>
  );
}

function TypeWords({ facts: { spec, isRequired, unit } }: { facts: FieldFacts }): JSX.Element {
  const { t } = useTranslation();
  const { kind, isInteger, maxLength, minimum, maximum, minItems, maxItems } = spec;
  const parts = [
    t(kind === 'number' && isInteger ? 'messages.field.kinds.integer' : `messages.field.kinds.${kind}`),
    unit === undefined ? '' : t('messages.field.unit', { unit }),
    maxLength === undefined ? '' : t('messages.field.maxLength', { maxLength }),
    minimum === undefined ? '' : t('messages.field.minimum', { minimum }),
    maximum === undefined ? '' : t('messages.field.maximum', { maximum }),
    minItems > 0 ? t('messages.field.minItems', { count: minItems }) : '',
    maxItems === undefined ? '' : t('messages.field.maxItems', { count: maxItems }),
  ];
  return (
    <span className={classes.type}>
      {isRequired !== undefined && (
        <b data-required={isRequired}>
          {t(isRequired ? 'messages.field.required' : 'messages.field.optional')}
        </b>
      )}
      {parts.filter(Boolean).join(', ')}
    </span>
  );
}

function Choices({
  facts,
  action,
  value,
}: {
  facts: FieldFacts;
  action: string;
  value: string | undefined;
}): JSX.Element {
  const { t } = useTranslation();
  const { choices } = facts.spec;
  const chosen = value !== undefined && choices.includes(value) ? value : undefined;
  const meaning = chosen === undefined ? undefined : enumMeaning(action, facts.name, chosen);
  return (
    <p className={classes.choices}>
      {chosen !== undefined && meaning !== undefined && (
        <span className={classes.meaning}>
          <b>{chosen}</b>: {meaning}.{' '}
        </span>
      )}
      <span className="dim">{t('messages.field.allowed')} </span>
      {choices.map((choice, i) => (
        <span key={choice} title={enumMeaning(action, facts.name, choice)}>
          <span className={choice === chosen ? classes.chosen : 'dim'}>{choice}</span>
          {i < choices.length - 1 && ', '}
        </span>
      ))}
    </p>
  );
}
