import type { Socket } from 'node:net';
import { tlsRecordLength } from './clientHello.ts';
import { headLength } from './rawHead.ts';
import { sniffFirstBytes } from './sniffFirstBytes.ts';

export interface HeadTimes {
  /** A client that sent nothing by then is reported. */
  silentMs: number;
  /** A client that has sent no complete head by then is dropped. */
  headMs: number;
}

/** How the first bytes of a connection ended. `bytes` is everything that came. */
export type FirstWords =
  | { spoken: 'http'; bytes: Buffer; headBytes: number }
  | { spoken: 'tls' | 'other' | 'too-long' | 'too-slow' | 'closed'; bytes: Buffer };

export const HEAD_LIMIT_BYTES = 16 * 1024;

/**
 * Reads until it is clear what the client speaks and, for HTTP, its head is complete. The socket is left paused and
 * without listeners, so that it can be handed on.
 */
export function readHead(socket: Socket, times: HeadTimes, onSilent: () => void): Promise<FirstWords> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    const finish = (words: FirstWords): void => {
      clearTimeout(silent);
      clearTimeout(slow);
      socket.off('data', onData).off('end', onEnd).off('close', onEnd);
      socket.pause();
      resolve(words);
    };
    const onData = (chunk: Buffer): void => {
      clearTimeout(silent);
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const spoken = sniffFirstBytes(bytes);
      if (spoken === 'other') return finish({ spoken, bytes });
      // A whole ClientHello tells what the client can.
      if (spoken === 'tls' && bytes.length >= Math.min(tlsRecordLength(bytes) ?? Infinity, HEAD_LIMIT_BYTES))
        return finish({ spoken, bytes });
      if (spoken === 'tls') return;
      const headBytes = spoken === 'http' ? headLength(bytes) : undefined;
      if ((headBytes ?? bytes.length) > HEAD_LIMIT_BYTES) return finish({ spoken: 'too-long', bytes });
      if (headBytes !== undefined) finish({ spoken: 'http', bytes, headBytes });
    };
    const onEnd = (): void => finish({ spoken: 'closed', bytes });
    const silent = setTimeout(onSilent, times.silentMs);
    const slow = setTimeout(() => finish({ spoken: 'too-slow', bytes }), times.headMs);
    socket.on('data', onData).once('end', onEnd).once('close', onEnd);
  });
}
