import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Upload } from '../transfers/upload.ts';
import { UploadIntake } from '../transfers/uploadIntake.ts';

/** A body that is the file, or a form in which the file is a part. */
export interface FileBody {
  /** The file's bytes, once its part has begun; nothing where the form ends without a file. */
  file: Promise<FilePart | undefined>;
  /** Whether a form was sent. */
  isForm: boolean;
  /** Said to be a form, but not readable as one; taken as it is. */
  isMislabelled: boolean;
}

export interface FilePart {
  bytes: Readable;
  /** As the form names it; empty otherwise. */
  name: string;
}

/** Looks at the content type. Of a form the first file counts (QUIRKS 163), the rest is read and dropped. */
export function openBody(request: IncomingMessage): FileBody {
  const isForm = /^multipart\//i.test(request.headers['content-type'] ?? '');
  const form = isForm ? readForm(request) : undefined;
  if (form !== undefined) return { file: firstFile(request, form), isForm: true, isMislabelled: false };
  return {
    file: Promise.resolve({ bytes: request, name: dispositionName(request) }),
    isForm: false,
    isMislabelled: isForm,
  };
}

/**
 * Carries all to the upload. `false` where the client went away before; rejects with what writing fails with. The source
 * of a failed copy stays open, so that the client can be told.
 */
export async function copyBody(source: Readable, request: IncomingMessage, upload: Upload): Promise<boolean> {
  const intake = new UploadIntake(source, upload);
  const cut = (): void => intake.cut();
  request.once('error', cut);
  request.once('close', () => {
    if (!request.complete) cut();
  });
  const isWhole = await intake.over;
  return isWhole && (source !== request || request.complete);
}

function readForm(request: IncomingMessage): busboy.Busboy | undefined {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'latin1',
      limits: { parts: 100, fieldSize: 64 * 1024, headerPairs: 100 },
    });
  } catch {
    // Without a boundary nothing can be taken apart: the body is kept as it comes.
    return undefined;
  }
}

function firstFile(request: IncomingMessage, form: busboy.Busboy): Promise<FilePart | undefined> {
  return new Promise((resolve) => {
    let hasFile = false;
    form.on('file', (_field, bytes, { filename }) => {
      // A form that breaks off may do so before anybody reads its file.
      bytes.on('error', () => undefined);
      if (hasFile) {
        bytes.resume();
        return;
      }
      hasFile = true;
      const name = filename ?? '';
      resolve({ bytes, name });
    });
    form.on('error', () => {
      request.unpipe(form);
      request.resume();
      resolve(undefined);
    });
    form.once('close', () => resolve(undefined));
    request.pipe(form);
  });
}

function dispositionName({ headers }: IncomingMessage): string {
  const match = /\bfilename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(headers['content-disposition'] ?? '');
  return match?.[1] ?? match?.[2] ?? '';
}
