import type { ServerResponse } from 'node:http';

/** A short page for a person, where the screens cannot be shown: what happened and what to do. */
export interface Page {
  status: number;
  title: string;
  sentence: string;
  /** The browser asks again by itself after this. */
  reloadAfterS?: number;
}

export function sendPage(response: ServerResponse, page: Page): void {
  const body = pageHtml(page);
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(page.reloadAfterS === undefined ? {} : { 'retry-after': String(page.reloadAfterS) }),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function pageHtml({ title, sentence, reloadAfterS }: Page): string {
  const reload =
    reloadAfterS === undefined ? '' : `<meta http-equiv="refresh" content="${String(reloadAfterS)}">`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${reload}
<title>Kerbside: ${escapeHtml(title)}</title>
<style>
:root{color-scheme:dark light}
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:24px;box-sizing:border-box;
background:#0e1116;color:#e7ebf1;font:15px/1.5 Inter,system-ui,sans-serif}
main{max-width:34em}
i{display:inline-block;width:22px;height:12px;background:#ffb020;transform:skewX(-20deg)}
h1{font-size:19px;margin:14px 0 6px}p{margin:0;color:#a9b3c2;white-space:pre-line}
@media (prefers-color-scheme:light){body{background:#f3f5f8;color:#171c24}p{color:#5c6675}i{background:#b87700}}
</style>
</head>
<body><main><i></i><h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p></main></body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
