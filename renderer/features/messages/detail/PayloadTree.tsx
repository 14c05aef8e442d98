import { useCallback, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { enumMeaning } from '../../../../shared/ocpp/fieldMeanings/enumMeanings.ts';
import { fieldAt, stepsOf, type FieldFacts } from '../../../../shared/ocpp/fieldMeanings/fieldAt.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { lineId, type JsonLine } from '../../../ui/jsonLines.ts';
import { parseJsonTree, type JsonNode } from '../../../../shared/jsonTree.ts';
import { JsonView } from '../../../ui/JsonView.tsx';
import { FieldStrip } from './FieldStrip.tsx';
import type { ShownField } from './FieldTools.tsx';
import { nearIn, shownPath, sourceAt } from './payloadPlace.ts';
import { loadDecoded, useFromRecord } from './useFromRecord.ts';
import { useMessageSchema } from './useMessageSchema.ts';
import { useNestedTrees } from './useNestedTrees.ts';
import { useValueWords } from './useValueWords.ts';

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
  const { t } = useTranslation();
  const { chosen, onChoose, hasMeanings } = reading;
  const { action = '', kind } = record;
  const schema = useMessageSchema(record);
  const decoded = useFromRecord(loadDecoded, record.seq, record.pairSeq);
  const { trees, labelOf } = useNestedTrees(decoded);
  const sayValue = useValueWords();
  const [pointed, setPointed] = useState<string>();

  const fieldOf = (id: string): ShownField | undefined => readField(id, text, root, trees);
  const factsOf = (pointer: string): FieldFacts | undefined =>
    schema === undefined ? undefined : fieldAt(schema, pointer);
  const wordsOf = ({ pointer, value, isOfPayload }: ShownField): string | undefined => {
    const name = stepsOf(pointer).findLast((step) => !/^\d+$/.test(step));
    if (!isOfPayload || value === undefined || name === undefined) return undefined;
    return sayValue({ name, value, near: nearIn(text, root, pointer) });
  };
  const beside = (line: JsonLine): string | undefined => {
    if (line.nested !== undefined || line.role === 'close') return undefined;
    const field = line.role === 'value' ? fieldOf(line.pointer) : undefined;
    const words = field === undefined ? undefined : wordsOf(field);
    const meaning = hasMeanings
      ? meaningBeside(factsOf(line.pointer), action, line, field?.value)
      : undefined;
    return [words, meaning].filter(Boolean).join(' · ') || undefined;
  };
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
  const field = useMemo(
    () => (shownId === undefined ? undefined : readField(shownId, text, root, trees)),
    [shownId, text, root, trees],
  );
  return (
    <>
      <JsonView
        text={text}
        root={root}
        issues={record.issues}
        at={record.at}
        label={t('messages.detail.payloadOf', { action: record.action ?? t(`messages.kinds.${kind}`) })}
        nested={trees}
        nestedLabel={labelOf}
        beside={beside}
        cursor={{ chosen, onChoose: choose, onPoint: point }}
      />
      <FieldStrip
        field={field}
        facts={field?.isOfPayload === true ? factsOf(field.pointer) : undefined}
        hasSchema={schema !== undefined}
        action={action}
        words={field === undefined ? undefined : wordsOf(field)}
        isChosen={shownId !== undefined && shownId === chosen}
      />
    </>
  );
}

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

function readField(
  id: string,
  text: string,
  root: JsonNode,
  trees: ReturnType<typeof useNestedTrees>['trees'],
): ShownField | undefined {
  const [, index, , pointer = id] = /^(\d+)([#!])(.*)$/s.exec(id) ?? [];
  const tree = index === undefined ? { text, root } : trees[Number(index)];
  if (tree?.root === undefined) return undefined;
  const source = sourceAt(tree.text, tree.root, pointer);
  const scalar = parseJsonTree(source).root;
  const isScalar = scalar !== undefined && scalar.kind !== 'object' && scalar.kind !== 'array';
  const value = !isScalar ? undefined : scalar.kind === 'string' ? (JSON.parse(source) as string) : source;
  return { pointer, path: shownPath(pointer), value, source, isOfPayload: index === undefined };
}
