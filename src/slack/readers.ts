// Who can read a channel, counted for people's eyes: guests and other organisations among them. What Slack said of someone
// is remembered for half a day, since a form may wait for it.
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { UserId } from '../domain/model.ts'

type Kind = { isGuest: boolean; team: string | undefined; at: number }

const rememberedMs = 12 * 60 * 60 * 1000
/** A form must open within three seconds of its button. */
const patienceMs = 2_000

export type Counted = { guests: number; organisations: string[] }

export const countingReaders = (
  client: WebClient,
): ((members: readonly UserId[], unhurried: boolean) => Promise<Counted | undefined>) => {
  const kinds = new Map<string, Kind>()
  const names = new Map<string, string>()
  let own: Promise<string> | undefined

  const kindOf = async (user: UserId): Promise<Kind> => {
    const known = kinds.get(user)
    if (known && performance.now() - known.at < rememberedMs) return known
    const { user: it } = await client.users.info({ user })
    const kind = {
      isGuest: Boolean(it?.is_restricted || it?.is_ultra_restricted),
      team: it?.team_id,
      at: performance.now(),
    }
    kinds.set(user, kind)
    return kind
  }
  const nameOf = async (team: string): Promise<string> => {
    const known = names.get(team)
    if (known !== undefined) return known
    const { team: it } = await client.team.info({ team })
    const name = it?.name ?? ''
    names.set(team, name)
    return name
  }
  const count = async (members: readonly UserId[]): Promise<Counted> => {
    own ??= client.team.info().then(({ team }) => team?.id ?? '')
    const ours = await own
    const all = await Promise.all(members.map(kindOf))
    const others = new Set(all.flatMap(({ team }) => (team && team !== ours ? team : [])))
    const named = await Promise.all([...others].map(nameOf))
    return { guests: all.filter(({ isGuest }) => isGuest).length, organisations: named.toSorted() }
  }

  return async (members, unhurried) => {
    const counted = count(members).catch(() => {
      own = undefined
      return undefined
    })
    return unhurried ? counted : Promise.race([counted, sleep(patienceMs, undefined, { ref: false })])
  }
}
