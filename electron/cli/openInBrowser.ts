import { spawn } from 'node:child_process';

/** Opens an address in the default browser. Where there is none it stays closed: the address is printed anyway. */
export function openInBrowser(url: string, log: (line: string) => void): void {
  const [program = '', ...args] = opener(url);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', (error) => log(`no browser opened: ${error.message}`));
  child.unref();
}

function opener(url: string): string[] {
  switch (process.platform) {
    case 'win32':
      // Not `start`: the shell would take the & of a query for the end of a command.
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    case 'darwin':
      return ['open', url];
    default:
      return ['xdg-open', url];
  }
}
