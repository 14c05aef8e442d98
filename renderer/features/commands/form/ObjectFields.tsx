import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { memberOf, removeMember, setMember } from '../../../ui/jsonEdit.ts';
import { pointerTo } from '../../../ui/jsonPointer.ts';
import type { JsonObjectNode } from '../../../../shared/jsonTree.ts';
import classes from './CommandForm.module.css';
import { FieldRow } from './FieldRow.tsx';
import { fieldsOf, type FieldSpec } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';
import { useForm } from './formContext.ts';
import { issuesOf } from './formIssues.ts';
import { RawValue } from './RawValue.tsx';

/** The field for data of a maker's own, which every object of 2.x may have: rarely wanted, and in the way. */
const CUSTOM_DATA = 'customData';

interface ObjectFieldsProps {
  spec: FieldSpec;
  node: JsonObjectNode;
  pointer: string;
}

/** The fields of an object: those of the schema in its order, then whatever else is in it. */
export function ObjectFields({ spec, node, pointer }: ObjectFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const { root, text, edit, formId, issues, Entry } = useForm();
  const [isMore, setMore] = useState(false);
  const fields = useMemo(() => fieldsOf(root, spec), [root, spec]);
  const order = fields.map(({ name }) => name);
  const keys = [...new Set(node.members.map(({ key }) => key))];
  const foreign = keys.filter((key) => !order.includes(key));
  const isHidden = (name: string): boolean =>
    name === CUSTOM_DATA && !isMore && memberOf(node, name) === undefined;
  return (
    <div className={classes.fields}>
      {fields
        .filter(({ name }) => !isHidden(name))
        .map((field) => (
          <Entry
            key={field.name}
            field={field}
            owner={pointer}
            node={memberOf(node, field.name)?.value}
            onSource={(source) =>
              edit(
                source === undefined
                  ? removeMember(text, node, field.name)
                  : setMember(text, node, field.name, source, order),
              )
            }
          />
        ))}
      {foreign.map((name) => (
        <FieldRow
          key={`foreign ${name}`}
          id={formId + pointerTo(pointer, name)}
          name={name}
          isRequired={false}
          about={t('form.foreign')}
          issues={issuesOf(issues, pointer, name)}
        >
          <RawValue
            name={name}
            node={memberOf(node, name)?.value}
            onRemove={() => edit(removeMember(text, node, name))}
          />
        </FieldRow>
      ))}
      {fields.length === 0 && foreign.length === 0 && <p className="dim">{t('form.noFields')}</p>}
      {fields.some(({ name }) => isHidden(name)) && (
        <button type="button" className={classes.more} onClick={() => setMore(true)}>
          {t('form.more')}
        </button>
      )}
    </div>
  );
}
