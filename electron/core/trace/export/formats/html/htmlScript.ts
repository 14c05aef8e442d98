/**
 * What the page does by itself: filter, pretty JSON, jump, theme. Without it the page is a readable list that opens and
 * closes. It is text, since it runs in the reader's browser and its hash is the only script that the page's policy lets
 * run. Pretty JSON is laid out character by character, so that long numbers keep their digits.
 */
export const HTML_SCRIPT = String.raw`
'use strict';
(() => {
  const root = document.documentElement, $ = (id) => document.getElementById(id);
  root.classList.add('js');
  const main = $('records'), chunks = [...main.children];
  const text = $('filter'), count = $('count'), side = $('side'), station = $('station');
  const total = main.querySelectorAll('details').length;
  const switches = { issues: false, marks: false };

  const words = (line) => [...line.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)]
    .map(([, not, phrase, word]) => ({ not: not === '-', word: (phrase ?? word).toLowerCase() }))
    .filter(({ word }) => word !== '');
  const texts = new WeakMap();
  const textOf = (row) => {
    let known = texts.get(row);
    if (known === undefined) texts.set(row, (known = row.textContent.toLowerCase()));
    return known;
  };
  const matcher = () => {
    const wanted = words(text.value);
    return (row) => {
      if (side.value !== '' && !row.classList.contains(side.value)) return false;
      if (switches.issues && row.dataset.i === undefined) return false;
      if (switches.marks && row.dataset.m === undefined && !row.classList.contains('n')) return false;
      if (station.value !== '' && row.querySelector('u').textContent !== station.value) return false;
      if (wanted.length === 0) return true;
      const all = textOf(row);
      return wanted.every(({ not, word }) => all.includes(word) !== not);
    };
  };
  const rows = [...main.querySelectorAll('details')];
  let run = 0;
  // First looked at in slices, then shown at once: what is hidden step by step makes the browser lay out all the rest.
  const filter = async () => {
    const mine = ++run, matches = matcher(), hidden = new Uint8Array(rows.length);
    let shown = 0, until = performance.now() + 40;
    for (let at = 0; at < rows.length; at += 1) {
      if (matches(rows[at])) shown += 1;
      else hidden[at] = 1;
      if (performance.now() < until) continue;
      await new Promise((resolve) => setTimeout(resolve));
      if (mine !== run) return;
      until = performance.now() + 40;
    }
    const full = new Set();
    rows.forEach((row, at) => {
      const isHidden = hidden[at] === 1;
      if (row.hidden !== isHidden) row.hidden = isHidden;
      if (!isHidden) full.add(row.parentElement);
    });
    for (const chunk of chunks) chunk.hidden = !full.has(chunk);
    count.textContent = shown === total ? total.toLocaleString() : shown.toLocaleString() + ' of ' + total.toLocaleString();
    $('none').hidden = shown > 0 || total === 0;
  };

  const pretty = (raw) => {
    let out = '', depth = 0;
    const line = () => '\n' + '  '.repeat(Math.min(depth, 60));
    for (const [token] of raw.matchAll(/"(?:[^"\\]|\\[^])*"?|[{[]\s*[}\]]|[{}[\],:]|\s+|[^\s"{}[\],:]+/g)) {
      if (token.trim() === '') continue;
      if (token === '{' || token === '[') { depth += 1; out += token + line(); }
      else if (token === '}' || token === ']') { depth = Math.max(0, depth - 1); out += line() + token; }
      else if (token === ',') out += token + line();
      else if (token === ':') out += ': ';
      else out += token.length > 1 && /^[{[]/.test(token) ? token.replace(/\s+/, '') : token;
    }
    return out;
  };
  const layOut = (pre) => {
    const raw = pre.textContent;
    if (pre.dataset.p !== undefined || !/^\s*[{[]/.test(raw)) return;
    pre.dataset.p = '';
    const laidOut = pretty(raw), button = document.createElement('button');
    button.type = 'button';
    const show = (isPretty) => {
      pre.textContent = isPretty ? laidOut : raw;
      button.textContent = isPretty ? 'As sent' : 'Laid out';
    };
    button.addEventListener('click', () => show(button.textContent === 'Laid out'));
    show(true);
    pre.before(button);
  };
  main.addEventListener('toggle', ({ target }) => {
    if (target.open) target.querySelectorAll('pre').forEach(layOut);
  }, true);

  const jump = () => {
    const row = /^#r\d+$/.test(location.hash) ? $(location.hash.slice(1)) : null;
    if (row === null) return;
    row.hidden = false;
    row.parentElement.hidden = false;
    row.open = true;
    row.scrollIntoView({ block: 'center' });
  };
  let typing;
  text.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(filter, 120); });
  for (const choice of [side, station]) choice.addEventListener('change', filter);
  for (const name of Object.keys(switches)) {
    $(name).addEventListener('click', ({ currentTarget }) => {
      switches[name] = !switches[name];
      currentTarget.setAttribute('aria-pressed', String(switches[name]));
      void filter();
    });
  }
  $('theme').addEventListener('click', () => {
    const isDark = getComputedStyle(root).colorScheme === 'dark';
    root.classList.toggle('dark', !isDark);
    root.classList.toggle('light', isDark);
  });
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && document.activeElement !== text) { event.preventDefault(); text.focus(); text.select(); }
    if (event.key === 'Escape' && document.activeElement === text) { text.value = ''; void filter(); }
  });
  addEventListener('hashchange', jump);
  count.textContent = total.toLocaleString();
  jump();
})();
`.trim();
