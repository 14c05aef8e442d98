/** The look of the page, in both themes. It stands in the page itself: nothing is fetched. */
export const HTML_STYLE = `
:root{color-scheme:light;--bg:#f3f5f8;--panel:#fff;--raise:#f7f9fb;--line:#dde3ea;--edge:#7d8896;--text:#171c24;--dim:#4a5462;--in:#00639b;--out:#5f3bc4;--ok:#00703f;--warn:#8a5200;--bad:#b92222;--note:#fff6dd}
:root.dark{color-scheme:dark;--bg:#0e1116;--panel:#151920;--raise:#1b2029;--line:#272e39;--edge:#6b7687;--text:#e7ebf1;--dim:#a2acba;--in:#58c4ff;--out:#b79bff;--ok:#3fcf8e;--warn:#ffb020;--bad:#ff7b7b;--note:#2a2413}
@media (prefers-color-scheme:dark){:root:not(.light){color-scheme:dark;--bg:#0e1116;--panel:#151920;--raise:#1b2029;--line:#272e39;--edge:#6b7687;--text:#e7ebf1;--dim:#a2acba;--in:#58c4ff;--out:#b79bff;--ok:#3fcf8e;--warn:#ffb020;--bad:#ff7b7b;--note:#2a2413}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:13px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{padding:18px 20px 8px;max-width:1100px}
h1{margin:0 0 8px;font-size:20px;overflow-wrap:anywhere}
h2{margin:14px 0 4px;font-size:14px}
dl{display:flex;flex-wrap:wrap;gap:4px 28px;margin:0}
dt{color:var(--dim);font-size:11.5px}
dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header ul{margin:0;padding:0;list-style:none}
header li{padding:1px 0;overflow-wrap:anywhere}
.remark{margin:10px 0 0;padding:8px 12px;border-inline-start:3px solid var(--warn);background:var(--panel);max-width:80ch}
a{color:var(--in)}
code,pre,summary,.tools input{font-family:ui-monospace,"JetBrains Mono",Menlo,Consolas,monospace}
code{font-size:12px}
.tools{display:none;position:sticky;top:0;z-index:1;flex-wrap:wrap;gap:8px;align-items:center;padding:8px 20px;border-block:1px solid var(--line);background:var(--raise)}
.js .tools{display:flex}
.tools input,.tools select,.tools button{height:28px;padding:0 10px;border:1px solid var(--edge);border-radius:6px;background:var(--panel);color:var(--text);font-size:12.5px}
.tools input{flex:1 1 220px;min-width:0}
.tools select{max-width:180px}
.tools button{cursor:pointer}
.tools button[aria-pressed=true]{border-color:var(--in);box-shadow:inset 0 0 0 1px var(--in);font-weight:600}
.tools output{color:var(--dim);white-space:nowrap;font-variant-numeric:tabular-nums}
:focus-visible{outline:2px solid var(--in);outline-offset:-2px}
main{background:var(--panel)}
section{content-visibility:auto;contain-intrinsic-size:auto 6500px}
.day{margin:0;padding:6px 20px;background:var(--raise);border-bottom:1px solid var(--line);color:var(--dim);font-size:12px;font-weight:600}
details{border-bottom:1px solid var(--line)}
summary{display:grid;grid-template-columns:62px 96px 16px minmax(0,130px) minmax(0,210px) minmax(0,1fr) minmax(56px,auto) 26px;gap:0 10px;align-items:baseline;padding:3px 20px;min-height:26px;cursor:pointer;list-style:none;font-size:12px}
summary::-webkit-details-marker{display:none}
summary:hover,details[open]>summary{background:var(--raise)}
summary>*{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;unicode-bidi:isolate;font-style:normal;text-decoration:none}
summary i{color:var(--dim);text-align:end}
summary time,summary u,summary em{color:var(--dim)}
summary strong{font-weight:600}
summary span{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
summary em{text-align:end}
summary b{font:700 13px/1 system-ui,sans-serif}
summary small{font-size:11px;font-weight:600}
.in summary b{color:var(--in)}.out summary b{color:var(--out)}
.a summary strong{font-weight:400;color:var(--dim)}
.n summary{background:var(--note)}
.l summary{color:var(--dim)}
.error small,.f summary span{color:var(--bad)}.warning small{color:var(--warn)}.info small{color:var(--dim)}
.b{padding:6px 20px 12px 92px;background:var(--raise)}
.b p{margin:0 0 4px;color:var(--dim)}
.b ul{margin:0 0 6px;padding:0;list-style:none}
.b li{margin:0 0 2px}
.b .error{color:var(--bad)}.b .warning{color:var(--warn)}
pre{margin:4px 0 0;padding:8px 10px;max-height:70vh;overflow:auto;border:1px solid var(--line);border-radius:6px;background:var(--panel);white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;font-size:12px}
.b button{margin:2px 8px 0 0;padding:2px 8px;border:1px solid var(--edge);border-radius:5px;background:none;color:var(--text);font-size:11.5px;cursor:pointer}
details:target>summary{box-shadow:inset 3px 0 0 var(--in)}
footer{padding:14px 20px;color:var(--dim)}
[hidden]{display:none!important}
@media (max-width:760px){summary{grid-template-columns:auto auto 1fr auto;padding:5px 12px}summary i{display:none}summary u{grid-column:3}summary strong{grid-row:2;grid-column:1/4}summary span{grid-row:3;grid-column:1/-1;white-space:normal}summary em{grid-row:2;grid-column:4}summary small{grid-row:1;grid-column:4}header,.tools,.day,footer{padding-inline:12px}.b{padding-inline:12px}section{contain-intrinsic-size:auto 16000px}}
@media print{.tools{display:none!important}section{content-visibility:visible}}
`.trim();
