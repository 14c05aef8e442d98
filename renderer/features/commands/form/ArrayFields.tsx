import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { appendItem, moveItem, removeItem, replaceValue } from '../../../ui/jsonEdit.ts';
import { pointerTo } from '../../../ui/jsonPointer.ts';
import type { JsonArrayNode, JsonNode } from '../../../../shared/jsonTree.ts';
import classes from './CommandForm.module.css';
import { exampleSource } from './exampleSource.ts';
import { FieldRow } from './FieldRow.tsx';
import { itemSpec, type Field, type FieldSpec } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';
import { useForm } from './formContext.ts';
import { issuesOf } from './formIssues.ts';
import { Group, ObjectGroup } from './ObjectGroup.tsx';
import { RawValue } from './RawValue.tsx';
import { ScalarControl } from './ScalarControl.tsx';

interface ArrayFieldsProps {
  field: Field;
  node: JsonArrayNode;
  pointer: string;
  about: string | undefined;
  limits: string | undefined;
  issues: readonly Issue[];
  onRemove: (() => void) | undefined;
}

/** A list: its entries, each to be moved or removed, and one more at the end. */
export function ArrayFields({ field, node, pointer, ...group }: ArrayFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const form = useForm();
  const { name } = field;
  const spec = itemSpec(form.root, field.spec);
  const isFull = field.spec.maxItems !== undefined && node.items.length >= field.spec.maxItems;
  return (
    <Group {...group} title={name} pointer={pointer} isRequired={field.isRequired}>
      <ol className={classes.items}>
        {node.items.map((item, index) => (
          // An entry has no identity but its place.
          <li key={pointerTo(pointer, index)}>
            <Item {...{ name, spec, index, item, pointer, array: node }} />
          </li>
        ))}
      </ol>
      <button
        type="button"
        className={classes.mini}
        disabled={isFull}
        aria-label={t('form.addItem', { name })}
        onClick={() => form.edit(appendItem(form.text, node, exampleSource(form, spec)))}
      >
        {t('form.add')}
      </button>
    </Group>
  );
}

interface ItemProps {
  name: string;
  spec: FieldSpec;
  index: number;
  item: JsonNode;
  pointer: string;
  array: JsonArrayNode;
}

function Item({ name, spec, index, item, pointer, array }: ItemProps): JSX.Element {
  const form = useForm();
  const own = pointerTo(pointer, index);
  const title = `${name}[${index}]`;
  const issues = issuesOf(form.issues, pointer, String(index));
  const tools = <ItemTools title={title} index={index} array={array} />;
  if (item.kind === 'object' && spec.kind === 'object') {
    return <ObjectGroup {...{ title, spec, node: item, pointer: own, issues, tools }} isRequired={false} />;
  }
  const id = form.formId + own;
  const isScalar = item.kind !== 'object' && item.kind !== 'array';
  const remove = (): void => form.edit(removeItem(form.text, array, index));
  return (
    <FieldRow id={id} name={title} isRequired={false} issues={issues}>
      <div className={classes.itemLine}>
        {isScalar ? (
          <ScalarControl
            {...{ id, name, spec, node: item }}
            isRequired
            hasIssue={issues.length > 0}
            onSource={(source) => form.edit(replaceValue(form.text, item, source ?? '""'))}
          />
        ) : (
          <RawValue name={title} node={item} onRemove={remove} />
        )}
        {tools}
      </div>
    </FieldRow>
  );
}

interface ItemToolsProps {
  title: string;
  index: number;
  array: JsonArrayNode;
}

function ItemTools({ title, index, array }: ItemToolsProps): JSX.Element {
  const { t } = useTranslation();
  const { text, edit } = useForm();
  const buttons = [
    {
      sign: '↑',
      words: t('form.moveUp', { name: title }),
      isOff: index === 0,
      run: () => moveItem(text, array, index, index - 1),
    },
    {
      sign: '↓',
      words: t('form.moveDown', { name: title }),
      isOff: index === array.items.length - 1,
      run: () => moveItem(text, array, index, index + 1),
    },
    {
      sign: '×',
      words: t('form.remove', { name: title }),
      isOff: false,
      run: () => removeItem(text, array, index),
    },
  ];
  return (
    <span className={classes.itemTools}>
      {buttons.map(({ sign, words, isOff, run }) => (
        <button
          key={sign}
          type="button"
          className={classes.mini}
          disabled={isOff}
          aria-label={words}
          title={words}
          onClick={() => edit(run())}
        >
          {sign}
        </button>
      ))}
    </span>
  );
}
