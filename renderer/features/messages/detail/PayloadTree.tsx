import { memo, useCallback, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { enumMeaning } from '../../../../shared/ocpp/fieldMeanings/enumMeanings.ts';
import {
  fieldAt,
  type FieldFacts,
  type MessageSchema,
} from '../../../../shared/ocpp/fieldMeanings/fieldAt.ts';
import type { JsonNode } from '../../../../shared/jsonTree.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { lineId, type JsonLine } from '../../../ui/jsonLines.ts';
import { JsonView } from '../../../ui/JsonView.tsx';
import { FieldStrip } from './FieldStrip.tsx';
import { readField } from './readField.ts';
import { loadDecoded, useFromRecord } from './useFromRecord.ts';
import { useMessageSchema } from './useMessageSchema.ts';
import { useNestedTrees, type NestedTrees } from './useNestedTrees.ts';
import { useFieldWords } from './useFieldWords.ts';

/** Which value of the payload is chosen, by `lineId`, and whether meanings stand beside the values. */
export interface TreeReading {
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
  hasMeanings: boolean;
}

interface PayloadTreeProps {
  record: TraceRecord;
  text: string;
  root: JsonNode;
  reading: TreeReading;
}

/** The payload as a tree in which every value can be asked what it means. */
export function PayloadTree({ record, text, root, reading }: PayloadTreeProps): JSX.Element {
  const { chosen, onChoose, hasMeanings } = reading;
  const schema = useMessageSchema(record);
  const decoded = useFromRecord(loadDecoded, record.seq, record.pairSeq);
  const nested = useNestedTrees(decoded);
  const sayField = useFieldWords(text, root);
  const [pointed, setPointed] = useState<string>();
  const choose = useCallback(
    (line: JsonLine | undefined) => {
      // Who walks with the keys wants to read what is chosen, wherever the pointer was left.
      setPointed(undefined);
      onChoose(line === undefined ? undefined : lineId(line));
    },
    [onChoose],
  );
  const point = useCallback(
    (line: JsonLine | undefined) =>
      setPointed(line === undefined || line.role === 'close' ? undefined : lineId(line)),
    [],
  );
  const shownId = pointed ?? chosen;
  const { trees } = nested;
  const field = useMemo(
    () => (shownId === undefined ? undefined : readField(shownId, text, root, trees)),
    [shownId, text, root, trees],
  );
  const isKnown = schema !== undefined && field?.isOfPayload === true;
  return (
    <>
      <Tree
        record={record}
        text={text}
        root={root}
        schema={schema}
        nested={nested}
        chosen={chosen}
        hasMeanings={hasMeanings}
        onChoose={choose}
        onPoint={point}
      />
      <FieldStrip
        field={field}
        facts={isKnown ? fieldAt(schema, field.pointer) : undefined}
        hasSchema={schema !== undefined}
        action={record.action ?? ''}
        words={field === undefined ? undefined : sayField(field)}
        isChosen={shownId !== undefined && shownId === chosen}
      />
    </>
  );
}

interface TreeProps {
  record: TraceRecord;
  text: string;
  root: JsonNode;
  schema: MessageSchema | undefined;
  nested: NestedTrees;
  chosen: string | undefined;
  hasMeanings: boolean;
  onChoose: (line: JsonLine | undefined) => void;
  onPoint: (line: JsonLine | undefined) => void;
}

/** Hundreds of lines: not drawn anew for each that the pointer passes. */
const Tree = memo(function Tree(props: TreeProps): JSX.Element {
  const { record, text, root, schema, nested, chosen, hasMeanings, onChoose, onPoint } = props;
  const { t } = useTranslation();
  const { trees, labelOf } = nested;
  const { action = '', kind } = record;
  const sayField = useFieldWords(text, root);
  const beside = (line: JsonLine): string | undefined => {
    if (line.nested !== undefined || line.role === 'close') return undefined;
    const field = line.role === 'value' ? readField(line.pointer, text, root, trees) : undefined;
    const words = field === undefined ? undefined : sayField(field);
    const facts = hasMeanings && schema !== undefined ? fieldAt(schema, line.pointer) : undefined;
    const meaning = meaningBeside(facts, action, line, field?.value);
    return [words, meaning].filter(Boolean).join(' · ') || undefined;
  };
  return (
    <JsonView
      text={text}
      root={root}
      issues={record.issues}
      at={record.at}
      label={t('messages.detail.payloadOf', { action: record.action ?? t(`messages.kinds.${kind}`) })}
      nested={trees}
      nestedLabel={labelOf}
      beside={beside}
      cursor={{ chosen, onChoose, onPoint }}
    />
  );
});

/** What stands beside a value: what its word means, else what the field is for. */
function meaningBeside(
  facts: FieldFacts | undefined,
  action: string,
  line: JsonLine,
  value: string | undefined,
): string | undefined {
  if (facts === undefined || line.pointer === '' || line.key === undefined) return undefined;
  const ofValue = value === undefined ? undefined : enumMeaning(action, facts.name, value);
  return ofValue ?? facts.meaning;
}
