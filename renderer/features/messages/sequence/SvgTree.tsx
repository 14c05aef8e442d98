import { createElement, type JSX } from 'react';
import type { SvgNode } from '../../../../shared/trace/sequence/svgNode.ts';
import classes from './SequencePane.module.css';

/** Words of a node as they are read aloud. */
function wordsOf(node: SvgNode | string): string {
  if (typeof node === 'string') return node;
  if (node.tag === 'title') return '';
  const between = node.tag === 'g' ? ' ' : '';
  return (node.children ?? [])
    .map(wordsOf)
    .filter((words) => words !== '')
    .join(between);
}

type Props = Record<string, string | number | undefined>;

/** React knows this one by another name than SVG. */
function named(attributes: NonNullable<SvgNode['attributes']>): Props {
  const { 'text-anchor': textAnchor, ...others } = attributes;
  return textAnchor === undefined ? others : { ...others, textAnchor };
}

/** A drawing on the screen. What stands for a record can be reached and chosen; only one of them by Tab. */
export function SvgTree({ node, tabSeq }: { node: SvgNode; tabSeq: number | undefined }): JSX.Element {
  const { tag, part, attributes = {}, children = [], seq } = node;
  const look: Props = { className: part === undefined ? undefined : classes[part] };
  const choice: Props = {
    className: classes.step,
    role: 'button',
    tabIndex: seq === tabSeq ? 0 : -1,
    'data-record': seq,
    'aria-label': wordsOf(node),
  };
  // Spread, they need no keys: a drawing is made anew as a whole.
  const inner = children.map((child) =>
    typeof child === 'string' ? child : createElement(SvgTree, { node: child, tabSeq }),
  );
  return createElement(tag, { ...named(attributes), ...(seq === undefined ? look : choice) }, ...inner);
}
