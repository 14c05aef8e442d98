import { execFile } from 'node:child_process';

export interface CurlAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** Posts a text with curl: a peer that knows nothing of us. */
export function curl(url: string, text: string, headers: readonly string[] = []): Promise<CurlAnswer> {
  const quietly = ['--silent', '--show-error', '--max-time', '20', '--noproxy', '*', '--data-binary', '@-'];
  const asked = headers.flatMap((header) => ['--header', header]);
  const args = [...quietly, ...asked, '--write-out', '\n%{http_code} %{content_type}', url];
  return new Promise((resolve, reject) => {
    const child = execFile('curl', args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const end = stdout.lastIndexOf('\n');
      const [status = '', ...type] = stdout.slice(end + 1).split(' ');
      resolve({ status: Number(status), contentType: type.join(' '), body: stdout.slice(0, end) });
    });
    child.stdin?.on('error', reject);
    child.stdin?.end(text);
  });
}
