import type { PacketMark } from './tcpStream.ts';

/** The side that opened the connection, and the one that took it. */
export type Role = 'client' | 'server';

/** What is said over a connection, once it is clear what it is. */
export interface Conversation {
  data(role: Role, bytes: Buffer, mark: PacketMark): void;
  gap(role: Role, bytes: number, mark: PacketMark): void;
  /** Nothing more comes. `isOver`: the connection ended, as opposed to the capture. */
  end(mark: PacketMark, isOver: boolean): void;
}

/** Of what cannot be read. */
export const SILENT: Conversation = {
  data: () => undefined,
  gap: () => undefined,
  end: () => undefined,
};
