import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { CONTENT_METHODS } from '../../../shared/contract/methods/contentMethods.ts';
import { requireHere } from './requireHere.ts';
import type { Services } from './services.ts';

type ContentHandlers = Pick<Handlers, keyof typeof CONTENT_METHODS>;

export function contentHandlers({ contents }: Services): ContentHandlers {
  return {
    'content.open': (request, { client, origin }) => {
      if ('path' in request.source) requireHere(origin, request.source.path);
      const content = contents.open(request);
      client.onClose(() => contents.close(content));
      return { content };
    },
    'content.close': ({ content }) => {
      contents.close(content);
      return {};
    },
    'content.entries': async ({ content, from, count, query }) => ({
      from,
      ...(await contents.find(content).entries(from, count, query)),
    }),
    'content.lines': async ({ content, from, count }) => {
      const text = await contents.find(content).text();
      return { lines: await text.lines(from, count) };
    },
    'content.lineRest': async ({ content, offset }) => {
      const text = await contents.find(content).text();
      return await text.rest(offset);
    },
    'content.text': async ({ content, from, to }) => {
      const text = await contents.find(content).text();
      return await text.copied(from, to);
    },
    'content.rows': async ({ content, from, count }) => {
      const text = await contents.find(content).text();
      return await text.rows(from, count);
    },
    'content.bytes': ({ content, offset, count }) => contents.bytes(content, offset, count),
    'content.search': async ({ content, query, isRegex = false, isCaseSensitive = false }) => ({
      search: await contents.search(content, { query, isRegex, isCaseSensitive }),
    }),
    'content.endSearch': ({ search }) => {
      contents.endSearch(search);
      return {};
    },
    'content.hits': async ({ search, from, count }) => ({
      hits: await contents.findSearch(search).hits(from, count),
    }),
    'content.marks': async ({ search, from, count }) => ({
      lines: await contents.findSearch(search).marks(from, count),
    }),
    'content.nextHit': ({ search, line, step }) => contents.findSearch(search).next(line, step),
    'content.frames': ({ content }, { signal }) => contents.frames(content, signal),
    'content.openAsTrace': ({ content, options }) => contents.openAsTrace(content, options),
    'content.alignment': ({ content }, { signal }) => contents.alignment(content, signal),
    'content.moment': ({ content, line }) => contents.moment(content, line),
    'content.lineAt': ({ content, at }) => contents.lineAt(content, at),
    'content.save': ({ content, from, to, entry }) => contents.save(content, { from, to, entry }),
    'content.extract': ({ content, folder, entries }, { signal, origin }) => {
      requireHere(origin, folder);
      return contents.extract(content, folder, entries, { signal });
    },
  };
}
