// One's own history.
import { plural } from './plural.ts'

export const history = {
  history: {
    open: 'Your history',
    title: 'Your history',
    show: 'Search',
    close: 'Close',
    search: 'Search your words',
    concept: 'Show',
    all: 'Everything',
    none: 'Look backs and your own thoughts',
    found: (n: number, page: number, pages: number) =>
      `${plural(n, 'reply', 'replies')}${pages > 1 ? `, page ${page} of ${pages}` : ''}`,
    nothing: 'Nothing is here that matches. Try fewer words.',
    empty: 'Your replies will gather here.',
    shared: 'you chose to share it',
    setAside: 'set aside',
    lacksWords: 'some words are missing',
    newer: 'Newer',
    older: 'Older',
    unknown: 'Balcony keeps nothing of yours yet.',
  },
}
