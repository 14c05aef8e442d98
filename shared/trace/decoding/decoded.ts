import { z } from 'zod';

/** How something was packed into a text. */
export const DECODING_STEPS = [
  'json',
  'repaired',
  'base64',
  'hex',
  'gzip',
  'xml',
  'query',
  'ocmf',
  'pem',
  'text',
] as const;
export const decodingStepSchema = z.enum(DECODING_STEPS);
export type DecodingStep = z.infer<typeof decodingStepSchema>;

/**
 * What one text of a payload holds. `path` is the JSON pointer (RFC 6901) of the text, in the payload or, with
 * `within`, in the `json` of that entry of the same list. `steps` is what was unpacked, outermost first. `json` is
 * the content as JSON text, with every digit; it is absent where the bytes are none that can be read, and `bytes`
 * says how many they are.
 */
export const decodedSchema = z.object({
  path: z.string(),
  within: z.number().int().optional(),
  steps: z.array(decodingStepSchema),
  json: z.string().optional(),
  bytes: z.number().int().optional(),
});
export type Decoded = z.infer<typeof decodedSchema>;

/** What is not in every JavaScript: given by the host. Both answer nothing for what they cannot read; neither throws. */
export interface DecodingTools {
  /** gzip or zlib, never more than `maxBytes`. */
  inflate(bytes: Uint8Array, maxBytes: number): Uint8Array | undefined;
  /** Certificates and signing requests of a PEM text: subject, issuer, validity. JSON text. */
  readPem(text: string): string | undefined;
}

/** A record is a line of a trace: what is beyond these is looked at as raw text or exported. */
export const DECODING_LIMITS = {
  /** Of one text, packed or unpacked. */
  chars: 512 * 1024,
  /** Of all texts of a record, unpacked. */
  totalChars: 2 * 1024 * 1024,
  /** Texts that hold something. */
  values: 200,
  /** Texts that are looked at. */
  candidates: 20_000,
  /** Packed in packed in packed. */
  steps: 6,
  /** Nesting of what is unpacked. */
  depth: 100,
} as const;
