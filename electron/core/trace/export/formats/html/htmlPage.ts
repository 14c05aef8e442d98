import { createHash } from 'node:crypto';
import { number, type ExportHead, type StationLine } from '../exportHead.ts';
import type { IssueGroup } from '../../exportSurvey.ts';
import { HTML_SCRIPT } from './htmlScript.ts';
import { HTML_STYLE } from './htmlStyle.ts';
import { htmlText } from './htmlText.ts';

const SEVERITY_SIGNS = { error: '✕', warning: '⚠', info: 'ⓘ' } as const;

/** Nothing is fetched, sent or framed; the page's own style and script run by their hashes alone. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(HTML_STYLE)}`,
  `script-src ${hashOf(HTML_SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The page up to its first record. `remarks` are sentences beside those of the head. */
export function pageHead(head: ExportHead, remarks: readonly string[]): string {
  const title = htmlText(head.title === '' ? 'Trace' : head.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<dl>${head.facts.map(([label, value]) => `<div><dt>${htmlText(label)}</dt><dd>${htmlText(value)}</dd></div>`).join('')}</dl>
${[...head.remarks, ...remarks].map((remark) => `<p class="remark">${htmlText(remark)}</p>`).join('\n')}
${stationList(head.stations)}
${issueList(head.issues)}
<p>→ from the station, ← to it. Times are UTC. A click on a line opens it.</p>
</header>
${tools(head.stations)}
<main id="records">
`;
}

function stationList(stations: readonly StationLine[]): string {
  if (stations.length === 0) return '';
  const items = stations.map(({ id, records, about }) => {
    const tail = about === '' ? '' : ` · ${htmlText(about)}`;
    return `<li><strong>${htmlText(id)}</strong> · ${number(records)} ${records === 1 ? 'record' : 'records'}${tail}</li>`;
  });
  return `<h2>Stations</h2>\n<ul>${items.join('')}</ul>`;
}

function issueList(issues: readonly IssueGroup[]): string {
  if (issues.length === 0) return '';
  const items = issues.map(({ code, severity, count, firstSeq }) => {
    const where = `<a href="#r${firstSeq}">${count === 1 ? `record ${firstSeq}` : `first in record ${firstSeq}`}</a>`;
    return `<li>${SEVERITY_SIGNS[severity]} ${number(count)} × <code>${htmlText(code)}</code>, ${where}</li>`;
  });
  return `<h2>Issues</h2>\n<ul>${items.join('')}</ul>`;
}

function tools(stations: readonly StationLine[]): string {
  const names = stations.map(({ id }) => `<option>${htmlText(id)}</option>`).join('');
  return `<div class="tools" role="search">
<input id="filter" type="search" placeholder='Filter: words, "a phrase", -not' aria-label="Filter" autocomplete="off" spellcheck="false">
<select id="station" aria-label="Station"${stations.length < 2 ? ' hidden' : ''}><option value="">All stations</option>${names}</select>
<select id="side" aria-label="Direction"><option value="">Both directions</option><option value="in">→ from the station</option><option value="out">← to the station</option></select>
<button id="issues" type="button" aria-pressed="false">Issues</button>
<button id="marks" type="button" aria-pressed="false">★ Marks and notes</button>
<output id="count" aria-live="polite"></output>
<button id="theme" type="button">Light / dark</button>
</div>`;
}

/** The page after its last record. */
export function pageTail(remark: string): string {
  return `</main>
<footer><p id="none" hidden>Nothing matches the filter.</p>${remark === '' ? '' : `<p>${htmlText(remark)}</p>`}</footer>
<script>${HTML_SCRIPT}</script>
</body>
</html>
`;
}
