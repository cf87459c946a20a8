import { once } from './singleton';

/** Something changed in the database that memory may hold a copy of. A hint: who hears it asks the table again. */
export interface News {
  topic: 'secret-manager' | 'connection' | 'api-key' | 'breaker';
  /** The row's id, or `*` when it is not known which. */
  id: string;
}

type Handler = (news: News) => void;

const handlers = () => once('news-handlers', () => new Map<string, Handler>());

/** Registers the one handler of this name; a second registration replaces the first. */
export function onNews(name: string, handler: Handler): void {
  handlers().set(name, handler);
}

/** Tells every handler of this process. To be called after the transaction of the change has ended. */
export function tellNews(news: News): void {
  for (const handler of handlers().values()) handler(news);
}
