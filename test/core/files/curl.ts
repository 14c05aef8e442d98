import { execFile, execFileSync } from 'node:child_process';

/** What the curl of this machine can, by the names of its protocols; none where it is not installed. */
export const CURL_PROTOCOLS = curlProtocols();
export const HAS_CURL = CURL_PROTOCOLS.length > 0;
/** For the names of tests. */
export const CURL_SKIPPED = HAS_CURL ? '' : ' (skipped: curl is not installed)';

export interface CurlResult {
  code: number;
  /** The answer's body, then the status on a line of its own. */
  output: string;
  errors: string;
}

/** Runs curl to its end, whatever that is. */
export function curl(...args: string[]): Promise<CurlResult> {
  return new Promise((resolve) => {
    const common = ['--silent', '--show-error', '--noproxy', '*', '--max-time', '60'];
    execFile('curl', [...common, ...args], { encoding: 'utf8' }, (error, output, errors) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1;
      resolve({ code, output, errors });
    });
  });
}

function curlProtocols(): string[] {
  try {
    const version = execFileSync('curl', ['--version'], { encoding: 'utf8' });
    return (/^Protocols: (.*)$/m.exec(version)?.[1] ?? '').split(' ');
  } catch {
    return [];
  }
}
