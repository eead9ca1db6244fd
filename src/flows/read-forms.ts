// What the modals show, as data, for the person they are about and nobody else.

import { type OwnWords, ownWords } from '../domain/digest.ts'
import { partnershipsOf } from '../domain/leader.ts'
import type { Component, Concept, DeliveryId, Month, PartnershipId, ReflectionId } from '../domain/model.ts'
import { partKey } from '../domain/reflection.ts'
import { type Choice, previewOf } from '../domain/sharing.ts'
import { contextOf, leaderOf, type World } from './world.ts'

export type ReplyForm = {
  target: { delivery: DeliveryId } | { reflection: ReflectionId }
  concept?: Concept
  asked?: string
  soWhatAsked?: string
  /** Whether more may be added: a reflection of its own is added to by editing it. */
  mayAdd: boolean
  parts: { key: string; text: string }[]
  soWhat?: string
  nowWhat?: string
  about: Component[]
  /** Partnerships whose digest they take part in, with what they wish for this reply. */
  partnerships: { id: PartnershipId; name: string; choice: Choice }[]
}

export type Consent = {
  id: PartnershipId
  name: string
  people: number
  isPrivate: boolean
  isShared: boolean
  thresholds: { contributors: number; others: number }
}

export type Preview = {
  consent: Consent
  items: { reflection: ReflectionId; concept?: Concept; words: string; choice: Choice }[]
}

/** The reply to a question, or one that is there already; undefined where it has gone. */
export const readReplyForm = async (
  world: World,
  user: string,
  target: ReplyForm['target'],
): Promise<ReplyForm | undefined> => {
  const leader = await leaderOf(world, user)
  if (leader?.stage.is !== 'active') return undefined
  const reflection =
    'reflection' in target
      ? leader.reflections.find(({ id }) => id === target.reflection)
      : leader.reflections.find(({ delivery }) => delivery === target.delivery)
  const delivery = leader.deliveries.find(({ id }) =>
    'delivery' in target ? id === target.delivery : id === reflection?.delivery,
  )
  if (!reflection && (!delivery || delivery.state.is === 'missed')) return undefined
  return {
    target: reflection ? { reflection: reflection.id } : target,
    concept: reflection?.concept ?? delivery?.prompt.concept,
    asked: reflection?.asked ?? delivery?.prompt.text,
    soWhatAsked: delivery?.prompt.soWhat,
    mayAdd: delivery !== undefined,
    parts: (reflection?.parts ?? []).map((part) => ({ key: partKey(part), text: part.text })),
    soWhat: reflection?.soWhat,
    nowWhat: reflection?.nowWhat,
    about: reflection?.about ?? [],
    partnerships: partnershipsOf(leader, contextOf(world))
      .filter(({ id }) => leader.optIns[id])
      .map(({ id, name }) => {
        const share = reflection?.shares[id]
        return { id, name, choice: share ? wish(share) : { is: 'private' } }
      }),
  }
}

/** What someone should know before they take part; undefined where the channel cannot be seen. */
export const readConsent = async (world: World, id: PartnershipId): Promise<Consent | undefined> => {
  const settings = world.workspace.current.partnerships.find((it) => it.id === id)
  const audience = settings && (await world.directory.audience(settings.channel))
  return (
    audience && {
      id,
      name: settings.name,
      people: audience.members.length,
      isPrivate: audience.isPrivate,
      isShared: audience.isShared,
      thresholds: settings.thresholds,
    }
  )
}

/** What waits for someone's yes, and who would read it. */
export const readPreview = async (
  world: World,
  user: string,
  partnership: PartnershipId,
): Promise<Preview | undefined> => {
  const [leader, consent] = await Promise.all([leaderOf(world, user), readConsent(world, partnership)])
  return (
    leader &&
    consent && {
      consent,
      items: previewOf(leader, partnership).map(({ reflection, share, words }) => ({
        reflection: reflection.id,
        concept: reflection.concept,
        words,
        choice: wish(share),
      })),
    }
  )
}

/** Someone's own words of a month. */
export const readOwnWords = async (world: World, user: string, month: Month): Promise<OwnWords[]> => {
  const leader = await leaderOf(world, user)
  return leader ? ownWords(leader, month) : []
}

const wish = ({ choice, named }: { choice: 'theme' | 'words'; named: boolean }): Choice =>
  choice === 'theme' ? { is: 'theme' } : { is: 'words', named }
