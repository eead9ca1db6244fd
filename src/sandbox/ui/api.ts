// The page's only way to the sandbox's server. A refusal is a value with a sentence for the person;
// a server that cannot be reached is one too, because it will be back.
import type {
  ChangePerson,
  Close,
  Command,
  CommandAnswer,
  Delete,
  Edit,
  MoveClock,
  Press,
  Refusal,
  Say,
  Seat,
  SetLimits,
  Submit,
  Submitted,
  UseShortcut,
  World,
} from '../page-api.ts'

export type Answer<T> = { ok: true; value: T } | { ok: false; error: string }

export const readWorld = () => ask<World>('GET', 'world')
export const readSeat = (person: string) => ask<Seat>('GET', seat(person))
export const moveClock = (body: MoveClock) => ask<unknown>('POST', 'clock', body)
export const setLimits = (body: SetLimits) => ask<unknown>('POST', 'limits', body)

export const changePerson = (person: string, body: ChangePerson) =>
  ask<unknown>('POST', `people/${encodeURIComponent(person)}`, body)

/** Everything one person can do from their seat. */
export const actAs = (person: string) => {
  const post = <T>(verb: string, body: object) => ask<T>('POST', `${seat(person)}/${verb}`, body)
  return {
    say: (body: Say) => post('say', body),
    edit: (body: Edit) => post('edit', body),
    delete: (body: Delete) => post('delete', body),
    press: (body: Press) => post('press', body),
    shortcut: (body: UseShortcut) => post('shortcut', body),
    submit: (body: Submit) => post<Submitted>('submit', body),
    close: (body: Close) => post('close', body),
    /** What only this person sees of the answer arrives in their seat as well. */
    command: (body: Command) => post<CommandAnswer>('command', body),
    openHome: () => post('open-home', {}),
    openMessages: () => post('open-messages', {}),
  }
}

/** Where a browser downloads a file that this person can see. */
export const fileAddress = (person: string, id: string): string => `/sandbox/api/${seat(person)}/file/${id}`

/** Whom a change concerns: people's ids, or everyone. */
export type Changed = { users: string[] | 'all' }

/** Calls back on every change, and once more whenever the stream has been lost and found; answers how to stop. */
export const listen = (onChanged: (changed: Changed) => void, onReachable: (reachable: boolean) => void) => {
  const stream = new EventSource('/sandbox/api/events')
  stream.addEventListener('changed', (event) => onChanged(JSON.parse(event.data)))
  stream.addEventListener('open', () => {
    onReachable(true)
    onChanged({ users: 'all' })
  })
  stream.addEventListener('error', () => onReachable(false))
  return () => stream.close()
}

const seat = (person: string) => `as/${encodeURIComponent(person)}`

const ask = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer<T>> => {
  const request: RequestInit = { method }
  if (body) {
    request.headers = { 'content-type': 'application/json' }
    request.body = JSON.stringify(body)
  }
  try {
    const response = await fetch(`/sandbox/api/${path}`, request)
    const text = await response.text()
    const answer = text ? JSON.parse(text) : undefined
    if (response.ok) return { ok: true, value: answer as T }
    return {
      ok: false,
      error: (answer as Refusal | undefined)?.error ?? `The practice workspace answered ${response.status}.`,
    }
  } catch {
    return { ok: false, error: 'The practice workspace does not answer. Is its process still running?' }
  }
}
