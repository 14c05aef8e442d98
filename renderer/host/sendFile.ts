import { ContractError, failureSchema } from '../../shared/contract/failure.ts';

/** Sends a file of any size; `onProgress` gets the share that is sent, from 0 to 1. Answers with the ticket. */
export function sendFile(
  url: string,
  file: File,
  words: { broken: string; brokenHint: string },
  onProgress: (share: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const broken = (): void =>
      reject(new ContractError('disconnected', words.broken, { hint: words.brokenHint }));
    // Unlike `fetch`, it tells how much has left.
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 1 : loaded / total),
    );
    request.addEventListener('error', broken);
    request.addEventListener('abort', broken);
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText);
      if (request.status === 201 && typeof answer === 'object' && answer !== null && 'upload' in answer) {
        return resolve(String(answer.upload));
      }
      const failure = failureSchema.safeParse(answer);
      if (!failure.success) return broken();
      const { code, message, hint } = failure.data;
      reject(new ContractError(code, message, hint === undefined ? {} : { hint }));
    });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of something in between: told as a broken transfer.
    return undefined;
  }
}
