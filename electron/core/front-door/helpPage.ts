import { CA_PATH } from '../../../shared/session/listening.ts';
import { ADDRESS_HINTS } from '../../../shared/station/addressHints.ts';

/** Makes text safe between tags and inside double-quoted attributes. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#161a20;--dim:#5a6472;--line:#d8dde4;--accent:#0b6e4f}
@media (prefers-color-scheme:dark){:root{--bg:#101419;--card:#181e25;--ink:#e8ecf1;--dim:#96a1af;--line:#2a323c;--accent:#4fd1a5}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif;padding:24px 16px}
main{max-width:640px;margin:0 auto}
h1{font-size:22px;line-height:1.25;margin:0 0 8px}
h2{font-size:16px;margin:0 0 8px}
.hints dd{font:15px/1.45 system-ui,sans-serif;user-select:auto}
a{color:inherit}
p{margin:0 0 16px;color:var(--dim)}
dl{margin:0 0 24px;background:var(--card);border:1px solid var(--line);border-radius:8px}
dl>div{padding:12px 16px;border-top:1px solid var(--line)}
dl>div:first-child{border-top:0}
dt{font-size:13px;color:var(--dim)}
dd{margin:0;font:17px/1.4 ui-monospace,Consolas,monospace;overflow-wrap:anywhere;user-select:all}
dd.main{color:var(--accent);font-weight:600}
`;

/**
 * The page for a person who opens the front door's address in a browser: what to type into the charger. `host` is
 * the address that the browser used, which is thereby known to work on this network.
 */
export function helpPage(host: string, hasTls: boolean): string {
  const address = escapeHtml(host);
  const [name = '', port = ''] = splitHost(host).map(escapeHtml);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Kerbside</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>This is Kerbside, a temporary central system for EV chargers.</h1>
<p>The network works: this device reached the port that chargers connect to. Type this address into the charger:</p>
<dl>
<div><dt>Central system address (OCPP-J, JSON)</dt><dd class="main">ws://${address}/</dd></div>
<div><dt>With the identity, where the charger does not append it</dt><dd>ws://${address}/CP-1</dd></div>
<div><dt>Where the field wants no scheme</dt><dd>${address}/</dd></div>
<div><dt>Where host and port are separate fields</dt><dd>${name} &nbsp; ${port}</dd></div>
<div><dt>OCPP versions</dt><dd>1.6J, 2.0.1, 2.1</dd></div>
<div><dt>Security profile</dt><dd>${hasTls ? '0 or 1 (ws://), 2 (wss://, with TLS)' : '0 or 1 (ws://, without TLS)'}</dd></div>
${hasTls ? encryptedRows(address) : ''}</dl>
<h2>Where the field wants something else</h2>
<dl class="hints">
${ADDRESS_HINTS.map(({ title, text }) => `<div><dt>${escapeHtml(title)}</dt><dd>${escapeHtml(text)}</dd></div>`).join('\n')}
</dl>
<p>Messages are shown on the computer that runs Kerbside, not on this page.</p>
</main>
</body>
</html>
`;
}

function encryptedRows(address: string): string {
  return `<div><dt>Encrypted (security profile 2)</dt><dd>wss://${address}/</dd></div>
<div><dt>CA certificate for the charger</dt><dd><a href="${CA_PATH}">http://${address}${CA_PATH}</a></dd></div>
`;
}

/** The same for a person at a terminal. */
export function helpText(host: string, hasTls: boolean): string {
  const [name, port] = splitHost(host);
  return `This is Kerbside, a temporary central system for EV chargers.
The network works: this device reached the port that chargers connect to. Type into the charger:

  Central system address (OCPP-J, JSON)  ws://${host}/
  With the identity at its end           ws://${host}/CP-1
  Where the field wants no scheme        ${host}/
  Where host and port are two fields     ${name}  ${port}
  OCPP versions                          1.6J, 2.0.1, 2.1
  Security profile                       ${hasTls ? '0 or 1 (ws://), 2 (wss://, with TLS)' : '0 or 1 (ws://, without TLS)'}
${hasTls ? `  Encrypted (security profile 2)         wss://${host}/\n  CA certificate for the charger         http://${host}${CA_PATH}\n` : ''}
Where the field wants something else:
${ADDRESS_HINTS.map(({ title, text }) => `  ${title}: ${text}`).join('\n')}

Messages are shown on the computer that runs Kerbside, not here.
`;
}

function splitHost(host: string): [string, string] {
  const match = /^(.*?)(?::(\d+))?$/.exec(host);
  return [match?.[1] ?? host, match?.[2] ?? '80'];
}
