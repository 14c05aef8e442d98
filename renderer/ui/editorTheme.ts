import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = EditorView.theme({
  '&': { height: '100%', color: 'var(--kb-text)', backgroundColor: 'var(--kb-panel)', fontSize: '12px' },
  '&.cm-focused': { outline: '2px solid var(--kb-brand)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--kb-mono)', lineHeight: '20px', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--kb-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--kb-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--kb-in) 28%, transparent)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--kb-sel) 40%, transparent)' },
  '.cm-gutters': {
    backgroundColor: 'var(--kb-panel)',
    color: 'var(--kb-faint)',
    borderRight: '1px solid var(--kb-line)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--kb-sel)',
    outline: '1px solid var(--kb-edge)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--kb-raise)',
    color: 'var(--kb-text)',
    border: '1px solid var(--kb-edge)',
    borderRadius: '6px',
  },
  '.cm-diagnostic': { padding: '4px 10px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--kb-bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--kb-warn)' },
  '.cm-diagnostic-info': { borderLeft: '3px solid var(--kb-in)' },
  // The package draws its waves as images in colours of its own.
  '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-error': { textDecorationColor: 'var(--kb-bad)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--kb-warn)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--kb-in)' },
});

const syntax = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--kb-in)' },
  { tag: tags.string, color: 'var(--kb-ok)' },
  { tag: tags.number, color: 'var(--kb-brand)' },
  { tag: [tags.bool, tags.null], color: 'var(--kb-out)' },
]);

/** The editor in the colours of the palette, in all themes. */
export const editorTheme: Extension = [colours, syntaxHighlighting(syntax)];
