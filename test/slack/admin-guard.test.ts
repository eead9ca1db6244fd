// Every admin's button and form, pressed and submitted by everyone who may not: refused kindly, noted, and without any
// effect. The lists are taken from the ids themselves, so that none can be forgotten.
import type { ModalView } from '@slack/types'
import { beforeAll, describe, expect, test } from 'vitest'
import { PartnershipId, UserId } from '../../src/domain/model.ts'
import { actsOnOne, type Role, roles, rolesFor } from '../../src/domain/permissions.ts'
import { changeWorkspace } from '../../src/flows/change-workspace.ts'
import { noteRefusal } from '../../src/flows/note-refusal.ts'
import type { World } from '../../src/flows/world.ts'
import { en } from '../../src/locales/en.ts'
import { adminIds, adminModalIds, ids, modalIds } from '../../src/slack/action-ids.ts'
import type { Desk } from '../../src/slack/guard.ts'
import { actions, adminActions, adminSubmissions, submissions } from '../../src/slack/register.ts'
import { aPlace, everyoneTakesPart, type Place, user } from '../flows/given.ts'

const who: Record<Role, UserId> = {
  owner: UserId.parse('UOWNER'),
  'workspace-admin': UserId.parse('UADMIN'),
  named: UserId.parse('UNAMED'),
  appointed: UserId.parse('UAPPOINTED'),
  facilitator: UserId.parse('UFACILITATES'),
  leader: user(1),
  stranger: UserId.parse('USTRANGER'),
}

let place: Place
let world: World
let own: PartnershipId
const called: string[] = []

beforeAll(async () => {
  place = await aPlace()
  world = { ...(await place.begin()), namedAdmins: [who.named] }
  await everyoneTakesPart(place, [who.leader], { channel: 'CPARTNERS' as never })
  place.slack.profiles.set(who.owner, { isAdmin: true, isOwner: true })
  own = world.workspace.current.partnerships[0]?.id ?? PartnershipId.parse('none')
  const at = world.clock.now()
  await changeWorkspace(world, (it) => ({
    ...it,
    appointed: [{ user: who.appointed, by: who.owner, at }],
    partnerships: it.partnerships.map((one) => ({ ...one, facilitators: [who.facilitator] })),
  }))
})

/** A desk whose Slack notes what it is asked for: a refusal asks for nothing. */
const desk = (): Desk => ({
  world,
  say: en,
  client: new Proxy({} as Desk['client'], {
    get: (_, family) =>
      new Proxy({}, { get: (__, method) => async () => called.push(`${String(family)}.${String(method)}`) }),
  }),
})

const may = (role: Role, act: Parameters<typeof rolesFor>[0]): boolean => rolesFor(act).includes(role)
const about = (on: string) => JSON.stringify({ partnership: on, key: 'x', id: on })
const press = (id: string, by: Role, value: string) =>
  actions[id]?.(desk(), { user: who[by], value, trigger: 't' })
const submit = (id: string, by: Role, on: string, values = { name: { text: { value: 'x' } } }) =>
  submissions[id]?.(desk(), { user: who[by], about: about(on), values, shown: {}, root: 'V1' })

describe('the lists', () => {
  test('are those of the ids, and every one goes through the guard', () => {
    expect(Object.keys(adminActions).toSorted()).toEqual(Object.values(adminIds).toSorted())
    expect(Object.keys(adminSubmissions).toSorted()).toEqual(Object.values(adminModalIds).toSorted())
    for (const id of Object.values(adminIds)) expect(Object.values(ids)).toContain(id)
    for (const id of Object.values(adminModalIds)) expect(Object.values(modalIds)).toContain(id)
  })

  test('name the partnership wherever the act is on one', () => {
    for (const [id, { act, on }] of [...Object.entries(adminActions), ...Object.entries(adminSubmissions)]) {
      expect([id, on !== undefined]).toEqual([id, (actsOnOne as readonly string[]).includes(act)])
    }
  })
})

describe('a forged press', () => {
  const forged = Object.entries(adminActions).flatMap(([id, { act }]) =>
    roles.filter((role) => !may(role, act)).map((role) => ({ id, act, role })),
  )
  test.each(forged)('of $id by a $role is refused and noted', async ({ id, act, role }) => {
    const before = world.workspace.current
    called.length = 0
    expect(await press(id, role, about(own))).toEqual({ refuse: en.admin.notAllowed })
    expect(called).toEqual([])
    const { audit } = world.workspace.current
    expect({ ...world.workspace.current, audit: [] }).toEqual({ ...before, audit: [] })
    expect(audit.filter((it) => it.refused && it.by === who[role] && it.act === act)).toHaveLength(1)
  })

  test('by a facilitator, on another partnership than their own or on nothing that can be read, is refused too', async () => {
    for (const [id, { on }] of Object.entries(adminActions)) {
      if (!on) continue
      for (const value of [about('elsewhere'), '', '{', '[]', 'null']) {
        expect(await press(id, 'facilitator', value)).toEqual({ refuse: en.admin.notAllowed })
      }
    }
  })
})

describe('a forged form', () => {
  const forged = Object.entries(adminSubmissions).flatMap(([id, { act }]) =>
    roles.filter((role) => !may(role, act)).map((role) => ({ id, act, role })),
  )
  test.each(forged)(
    '$id by a $role is refused beside its first field, and noted',
    async ({ id, act, role }) => {
      const before = world.workspace.current
      expect(await submit(id, role, own)).toEqual({ errors: { name: en.admin.notAllowed } })
      expect({ ...world.workspace.current, audit: [] }).toEqual({ ...before, audit: [] })
      expect(
        world.workspace.current.audit.some((it) => it.refused && it.by === who[role] && it.act === act),
      ).toBe(true)
    },
  )

  test('without fields is answered in words', async () => {
    const answer = await submit(modalIds.programme, 'leader', own, {} as never)
    const { instead } = answer as { instead: ModalView }
    expect(JSON.stringify(instead)).toContain('Only an admin')
  })
})

test('what is noted names who and which act, and nothing of what was sent', async () => {
  await press(ids.newProgramme, 'stranger', 'canary')
  await noteRefusal(world, who.stranger, 'programme-create')
  const mine = world.workspace.current.audit.filter(({ by }) => by === who.stranger)
  expect(JSON.stringify(mine)).not.toContain('canary')
  expect(mine.filter(({ act }) => act === 'programme-create')).toHaveLength(1)
})
