// Whose eyes the page looks through, and at what: kept in the URL's hash, so that links and the back button work.
//   #/as/U123/dm · #/as/U123/home · #/as/U123/C456 · #/as/U123/C456/thread/1700000000.000100
import { useSyncExternalStore } from 'react'

export type Route = {
  person?: string
  /** `dm` and `home` are the two tabs of the person's own conversation with the app; else a channel's id. */
  place: string
  /** The message whose thread is open beside the conversation. */
  thread?: string
}

export const linkTo = ({ person, place, thread }: Route): string => {
  const parts = ['as', person ?? '', place, ...(thread ? ['thread', thread] : [])]
  return `#/${parts.map(encodeURIComponent).join('/')}`
}

export const goTo = (route: Route) => {
  window.location.hash = linkTo(route)
}

/** As goTo, but the back button will not come back here. */
export const replaceWith = (route: Route) => {
  window.location.replace(linkTo(route))
}

export const useRoute = (): Route => parse(useSyncExternalStore(onHashChange, () => window.location.hash))

const onHashChange = (tell: () => void) => {
  window.addEventListener('hashchange', tell)
  return () => window.removeEventListener('hashchange', tell)
}

const parse = (hash: string): Route => {
  const [as, person, place, thread, ts] = hash.replace(/^#\//, '').split('/').map(decodeURIComponent)
  if (as !== 'as' || !person) return { place: 'dm' }
  return { person, place: place || 'dm', ...(thread === 'thread' && ts ? { thread: ts } : {}) }
}
