import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { ContractError } from '../../contract/failure.ts';
import { jsonNesting } from '../../ocpp/jsonNesting.ts';
import { fileFault, type FileNode, type FileTree } from './fileNode.ts';

/** Far more than any of our files needs, and far less than what the reader's recursion can bear. */
const DEEPEST = 200;

/** Reads JSON with comments and trailing commas. Fails with `invalid-params` and the place of the first fault. */
export function jsonFileTree(text: string): FileTree {
  if (jsonNesting(text).deepest > DEEPEST) {
    throw new ContractError('invalid-params', 'The file is nested so deep that it is no configuration.');
  }
  const errors: ParseError[] = [];
  const node = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const [first] = errors;
  if (first !== undefined)
    throw fileFault({ text }, first.offset, faultWords(printParseErrorCode(first.error)));
  if (node === undefined) throw new ContractError('invalid-params', 'The file is empty.');
  return { root: fileNode(node, text), text };
}

function fileNode(node: Node, text: string): FileNode {
  const { offset, length, children = [] } = node;
  switch (node.type) {
    case 'object':
      return { kind: 'map', offset, entries: children.flatMap((property) => entry(property, text)) };
    case 'array':
      return { kind: 'list', offset, items: children.map((child) => fileNode(child, text)) };
    case 'null':
      return { kind: 'none', offset };
    case 'string':
      return { kind: 'text', offset, text: String(node.value), isQuoted: true };
    default:
      return { kind: 'text', offset, text: text.slice(offset, offset + length), isQuoted: false };
  }
}

function entry(
  { children = [], offset }: Node,
  text: string,
): Array<{
  key: string;
  offset: number;
  value: FileNode;
}> {
  const [key, value] = children;
  if (key === undefined || value === undefined) return [];
  return [{ key: String(key.value), offset, value: fileNode(value, text) }];
}

function faultWords(code: string): string {
  switch (code) {
    case 'CommaExpected':
      return 'a comma is missing before this.';
    case 'ColonExpected':
      return 'a colon is missing between a name and its value.';
    case 'ValueExpected':
      return 'a value is missing here.';
    case 'PropertyNameExpected':
      return 'a name in double quotes is missing here.';
    case 'CloseBraceExpected':
      return 'a closing } is missing.';
    case 'CloseBracketExpected':
      return 'a closing ] is missing.';
    case 'UnexpectedEndOfString':
      return 'a text is not closed with a double quote.';
    case 'UnexpectedEndOfComment':
      return 'a comment is not closed with */.';
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return 'this is no number of JSON; write it in double quotes.';
    case 'InvalidCharacter':
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
      return 'a character is not allowed in a text of JSON; write it with a \\ before it.';
    case 'EndOfFileExpected':
      return 'the file should end here, but goes on.';
    default:
      return 'this is no JSON; texts stand in double quotes.';
  }
}
