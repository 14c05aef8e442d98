import type { Issue } from '../../../shared/trace/issue.ts';

const REQUEST_LINE = /^([A-Za-z]+)[ \t]+(.*?)[ \t]+(HTTP\/\d(?:\.\d)?)[ \t]*$/;
/** What may not stand in a request target as it is: everything but visible ASCII (RFC 9112 §3.2). */
const NOT_PRINTABLE = /[^\x21-\x7e]/g;
/** `/path`, `*`, or a whole address. */
const TARGET_FORM = /^(?:\/|\*$|[a-z][a-z0-9+.-]*:\/\/)/i;

/** A method in small letters, a path without its slash, and identities with blanks or letters beyond ASCII. */
export function mendRequestLine(lines: string[]): Issue[] {
  const match = REQUEST_LINE.exec(lines[0] ?? '');
  if (match === null) return [];
  const [, method = '', target = '', version = ''] = match;
  const issues: Issue[] = [];
  const issue = (code: string, message: string, clause: string): void => {
    issues.push({ severity: 'warning', code, message, clause });
  };
  if (method !== method.toUpperCase()) {
    issue(
      'http-method-case',
      `The HTTP method is written “${method}”; it has capital letters.`,
      'RFC 9110 §9.1',
    );
  }
  let path = target.replace(NOT_PRINTABLE, percentEncoded);
  if (path !== target) {
    const message = 'The path holds blanks or letters beyond ASCII that are not percent-encoded.';
    issue('path-not-encoded', message, 'RFC 9112 §3.2');
  }
  if (!TARGET_FORM.test(path)) {
    path = `/${path}`;
    issue('path-no-slash', 'The path of the request does not begin with a slash.', 'RFC 9112 §3.2.1');
  }
  if (issues.length > 0) lines[0] = `${method.toUpperCase()} ${path} ${version}`;
  return issues;
}

/** One byte: the head is read as latin1. */
function percentEncoded(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
