import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { PortSurroundings } from './portSurroundings.ts';

/** Where the adapter of a port is: one that was unplugged may come back under another name, and then under a third. */
export class PortPlace {
  /** What the technician opened. */
  readonly path: string;
  readonly #around: Pick<PortSurroundings, 'infoOf' | 'lookFor'>;
  #address: string;
  /** An adapter that is gone is in no list under a name that it had in between. */
  #listed: PortInfo | undefined;

  constructor(path: string, around: Pick<PortSurroundings, 'infoOf' | 'lookFor'>) {
    this.path = path;
    this.#address = path;
    this.#around = around;
  }

  /** Where it is open, or was last. */
  get address(): string {
    return this.#address;
  }

  /** It is open there. */
  use(address: string): void {
    this.#address = address;
    const info = this.#around.infoOf(address);
    if (info.origin === 'listed') this.#listed = info;
  }

  /** What is known of it, by the name that it has. */
  info(): PortInfo {
    const info = this.#around.infoOf(this.#address);
    return info.origin === 'typed' && this.#listed !== undefined ? { ...this.#listed, isGone: true } : info;
  }

  /** Where it is now; where it is not plugged in, the name that the technician gave. */
  async now(): Promise<string> {
    const info = this.info();
    if (info.origin !== 'listed') return this.path;
    return (await this.#around.lookFor(info)) ?? this.path;
  }

  /** The name that it has, where that is another one: ` as /dev/ttyUSB1`. */
  otherName(): string {
    return this.#address === this.path ? '' : ` as ${this.#address}`;
  }
}
