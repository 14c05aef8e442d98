import { useId, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../shared/json.ts';
import type { ExampleContext } from '../../../../shared/ocpp/example/exampleContext.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { parseJsonTree, type JsonNode } from '../../../../shared/jsonTree.ts';
import classes from './CommandForm.module.css';
import { FieldEntry } from './FieldEntry.tsx';
import { specOf } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';
import { FormContext, type FormContextValue } from './formContext.ts';
import { ObjectFields } from './ObjectFields.tsx';
import { suggestionsOf } from './suggestions.ts';

interface CommandFormProps {
  version: OcppVersion;
  action: string;
  schema: JsonObject;
  /** JSON text: the one truth, of which the form is a view. */
  payload: string;
  issues: readonly Issue[];
  context: ExampleContext;
  onEdit: (payload: string) => void;
  onSubmit: () => void;
}

interface Readable {
  text: string;
  root: JsonNode;
}

/** The last text that was JSON: while the payload is broken, the form stays as it was. */
function useReadable(payload: string): { readable: Readable | undefined; isBroken: boolean } {
  const tree = useMemo(() => parseJsonTree(payload), [payload]);
  const [last, setLast] = useState<Readable>();
  if (tree.root === undefined) return { readable: last, isBroken: true };
  if (last?.text !== payload) setLast({ text: payload, root: tree.root });
  return { readable: { text: payload, root: tree.root }, isBroken: false };
}

/** The payload of an action as a form made from its JSON Schema. */
export function CommandForm(props: CommandFormProps): JSX.Element {
  const { version, action, schema, payload, issues, context, onEdit, onSubmit } = props;
  const { t } = useTranslation();
  const formId = useId();
  const { readable, isBroken } = useReadable(payload);
  const spec = useMemo(() => specOf(schema, schema), [schema]);
  const text = readable?.text ?? '';
  const form: FormContextValue = {
    formId,
    version,
    action,
    root: schema,
    text,
    context,
    issues: isBroken ? [] : issues,
    edit: onEdit,
    Entry: FieldEntry,
  };
  const trouble = isBroken
    ? t('form.broken')
    : readable?.root.kind === 'object'
      ? undefined
      : t('form.notObject');
  return (
    <FormContext value={form}>
      <form
        className={classes.form}
        aria-label={t('form.label', { action })}
        autoComplete="off"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onSubmit();
        }}
      >
        {trouble !== undefined && (
          <p className={classes.trouble} role="status">
            {trouble}
          </p>
        )}
        <Suggestions id={formId} context={context} />
        {readable?.root.kind === 'object' && (
          <fieldset disabled={isBroken} className={classes.fieldset}>
            <ObjectFields spec={spec} node={readable.root} pointer="" />
          </fieldset>
        )}
      </form>
    </FormContext>
  );
}

function Suggestions({ id, context }: { id: string; context: ExampleContext }): JSX.Element {
  return (
    <>
      {Object.entries(suggestionsOf(context)).map(([list, values]: [string, readonly string[]]) => (
        <datalist key={list} id={`${id}-${list}`}>
          {values.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ))}
    </>
  );
}
