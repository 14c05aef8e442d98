import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { diagnosticCount, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef, type JSX } from 'react';
import type { Issue } from '../../shared/trace/issue.ts';
import classes from './JsonEditor.module.css';
import { editorTheme } from './editorTheme.ts';
import { issueRange } from './issueRange.ts';

interface JsonEditorProps {
  value: string;
  onChange: (value: string) => void;
  /** Ctrl+Enter, Cmd+Enter on a Mac. */
  onSubmit: () => void;
  /** Of exactly this value: shown at their places. */
  issues: readonly Issue[];
  label: string;
  /** The id of the element that says what is wrong. */
  describedBy?: string;
}

function staticExtensions(label: string, describedBy: string | undefined): Extension[] {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentUnit.of('  '),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    json(),
    editorTheme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': label,
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
      ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
    }),
    // Escape, then Tab, leaves the editor: nobody is caught in it (WCAG 2.1.2).
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  ];
}

/** Shows a new text from outside: only what differs is replaced, so that the cursor, the place and the undo stay. */
function replaceText(view: EditorView, value: string): void {
  const current = view.state.doc.toString();
  if (current === value) return;
  const shorter = Math.min(current.length, value.length);
  let from = 0;
  while (from < shorter && current[from] === value[from]) from += 1;
  let same = 0;
  while (same < shorter - from && current.at(-1 - same) === value.at(-1 - same)) same += 1;
  const insert = value.slice(from, value.length - same);
  view.dispatch({ changes: { from, to: current.length - same, insert } });
}

/** A JSON text to edit, its issues underlined where they are. */
export function JsonEditor(props: JsonEditorProps): JSX.Element {
  const { value, issues, label, describedBy } = props;
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const parent = box.current;
    if (parent === null) return undefined;
    const submit = (): boolean => {
      latest.current.onSubmit();
      return true;
    };
    const view = new EditorView({
      parent,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          // Before the default keys, where Mod-Enter inserts a line.
          keymap.of([{ key: 'Mod-Enter', run: submit, preventDefault: true }]),
          staticExtensions(label, describedBy),
          EditorView.updateListener.of((update) => {
            const text = update.state.doc.toString();
            if (update.docChanged && text !== latest.current.value) latest.current.onChange(text);
          }),
        ],
      }),
    });
    editor.current = view;
    return () => {
      editor.current = undefined;
      view.destroy();
    };
  }, [label, describedBy]);

  useEffect(() => {
    if (editor.current !== undefined) replaceText(editor.current, value);
  }, [value]);

  useEffect(() => {
    const view = editor.current;
    // Drawing what is there already would take a selection away that is being made.
    if (view === undefined || (issues.length === 0 && diagnosticCount(view.state) === 0)) return;
    const text = view.state.doc.toString();
    const diagnostics = issues.map((issue) => ({
      ...issueRange(text, issue),
      severity: issue.severity,
      message: issue.message,
    }));
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }, [issues]);

  return <div ref={box} className={classes.editor} />;
}
