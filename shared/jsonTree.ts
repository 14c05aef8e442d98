/**
 * A JSON text as the places of its parts. Unlike `JSON.parse` it loses nothing of what a charger sent: numbers keep
 * their digits (a transactionId of 9223372036854775807 does not fit a double), repeated keys stay, and each part can
 * be found again in the text.
 */
export type JsonNode = JsonObjectNode | JsonArrayNode | JsonScalarNode;

interface Place {
  /** Offsets in the text: `text.slice(start, end)` is the part as written. */
  start: number;
  end: number;
}
export interface JsonMember extends Place {
  /** Unescaped. */
  key: string;
  keyEnd: number;
  value: JsonNode;
}
export interface JsonObjectNode extends Place {
  kind: 'object';
  members: JsonMember[];
}
export interface JsonArrayNode extends Place {
  kind: 'array';
  items: JsonNode[];
}
export interface JsonScalarNode extends Place {
  kind: 'string' | 'number' | 'literal';
}

/** `errorAt` is the offset of the first character that cannot stand there. */
export type JsonTree = { root: JsonNode; errorAt?: undefined } | { root?: undefined; errorAt: number };

/** Deeper nesting is not shown as a tree: no payload of OCPP comes near. */
const MAX_DEPTH = 200;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class JsonSyntaxError extends Error {
  readonly at: number;
  constructor(at: number) {
    super(`no JSON at ${at}`);
    this.at = at;
  }
}

export function parseJsonTree(text: string): JsonTree {
  try {
    return { root: new TreeReader(text).readAll() };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { errorAt: Math.min(error.at, text.length) };
    throw error;
  }
}

class TreeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(): JsonNode {
    // Some chargers put a byte order mark before the frame and NUL characters after it; the core says so as an issue.
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    const root = this.#value(0);
    this.#skipBlank(true);
    if (this.#at < this.#text.length) throw new JsonSyntaxError(this.#at);
    return root;
  }

  #value(depth: number): JsonNode {
    this.#skipBlank(depth === 0);
    if (depth > MAX_DEPTH) throw new JsonSyntaxError(this.#at);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      default:
        return this.#match(NUMBER, 'number') ?? this.#match(LITERAL, 'literal') ?? this.#fail();
    }
  }

  #object(depth: number): JsonObjectNode {
    const start = this.#at;
    const members: JsonMember[] = [];
    this.#at += 1;
    if (!this.#takes('}')) {
      do {
        this.#skipBlank();
        if (this.#text[this.#at] !== '"') this.#fail();
        const name = this.#string();
        if (!this.#takes(':')) this.#fail();
        const value = this.#value(depth + 1);
        const key = JSON.parse(this.#text.slice(name.start, name.end)) as string;
        members.push({ key, start: name.start, keyEnd: name.end, end: value.end, value });
      } while (this.#takes(','));
      if (!this.#takes('}')) this.#fail();
    }
    return { kind: 'object', start, end: this.#at, members };
  }

  #array(depth: number): JsonArrayNode {
    const start = this.#at;
    const items: JsonNode[] = [];
    this.#at += 1;
    if (!this.#takes(']')) {
      do items.push(this.#value(depth + 1));
      while (this.#takes(','));
      if (!this.#takes(']')) this.#fail();
    }
    return { kind: 'array', start, end: this.#at, items };
  }

  #string(): JsonScalarNode {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        if (this.#match(ESCAPE, 'string') === undefined) this.#fail();
      } else if (Number.isNaN(code) || code < 0x20) this.#fail();
      else this.#at += 1;
    }
    this.#at += 1;
    return { kind: 'string', start, end: this.#at };
  }

  #match(pattern: RegExp, kind: JsonScalarNode['kind']): JsonScalarNode | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    const start = this.#at;
    this.#at += found.length;
    return { kind, start, end: this.#at };
  }

  #takes(mark: string): boolean {
    this.#skipBlank();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #skipBlank(isOutside = false): void {
    for (;;) {
      const char = this.#text[this.#at];
      const isBlank = char === ' ' || char === '\n' || char === '\r' || char === '\t';
      if (!isBlank && !(isOutside && char === '\0')) return;
      this.#at += 1;
    }
  }

  #fail(): never {
    throw new JsonSyntaxError(this.#at);
  }
}
